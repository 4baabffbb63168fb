package io.satang.charge.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.charge.decision.SampleSources;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.events.Sizes;
import io.satang.events.SourceCreated;
import io.satang.platform.id.Ids;
import io.satang.platform.id.SourceId;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A client that charges a source before Kafka has told of it. */
@QuarkusTest
class OpenSourcesTest {
    @Inject
    OpenSources open;

    @Inject
    Ids ids;

    /** Nobody gives up waiting, however slow the test is. */
    private static final class EndlessPatience implements OpenSources.Loops {
        @Override
        public Executor present() {
            return Runnable::run;
        }

        @Override
        public void after(Duration delay, Runnable task) {}
    }

    @Test
    void aNewSourceIsAwaitedByEveryoneWhoAsksForIt() {
        OpenSources patient = new OpenSources(new EndlessPatience(), Clock.fixed(Instant.now(), ZoneOffset.UTC));
        SourceCreated source = SampleSources.points().build();
        List<CompletionStage<Optional<SourceCreated>>> asked =
                List.of(ask(patient, source.sourceId()), ask(patient, source.sourceId()));

        patient.accept(new ConsumerRecord<>(
                EventType.SOURCE_CREATED.topic(), 0, 0, source.sourceId(), EventJson.write(source)));

        assertThat(asked)
                .allSatisfy(found -> assertThat(found.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(5)))
                .allSatisfy(
                        found -> assertThat(found.toCompletableFuture().join()).hasValue(source));
    }

    @Test
    void aNewSourceThatDoesNotComeIsNotAwaitedForLong() {
        assertThat(ask(ids.next("src", false)).toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo(Optional.empty());
    }

    @Test
    void anOldSourceIsNotAwaited() {
        Ids longAgo = new Ids(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));

        assertThat(ask(longAgo.next("src", false)).toCompletableFuture())
                .succeedsWithin(Duration.ZERO)
                .isEqualTo(Optional.empty());
    }

    @Test
    void whatIsHeldIsBoundedInBytes() {
        Ids longAgo = new Ids(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
        String payload = "x".repeat(Sizes.PART_BYTES_MAX);
        List<String> sourceIds =
                Stream.generate(() -> longAgo.next("src", false)).limit(1_000).toList();

        sourceIds.forEach(id -> open.accept(new ConsumerRecord<>(EventType.SOURCE_CREATED.topic(), 0, 0, id, payload)));

        assertThat(sourceIds.stream().map(SourceId::new).filter(open::holds).count())
                .isBetween(1L, 4L * Sizes.BATCH_BYTES_MAX / (2 * Sizes.PART_BYTES_MAX));
    }

    private CompletionStage<Optional<SourceCreated>> ask(String sourceId) {
        return ask(open, sourceId);
    }

    private static CompletionStage<Optional<SourceCreated>> ask(OpenSources sources, String sourceId) {
        return sources.find(new SourceId(sourceId)).subscribeAsCompletionStage();
    }
}
