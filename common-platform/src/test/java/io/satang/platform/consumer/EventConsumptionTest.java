package io.satang.platform.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.satang.events.MalformedEventException;
import io.satang.platform.kafka.EventConsumer;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.Test;

class EventConsumptionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final PgException nulCharacter = new PgException("invalid byte sequence", "ERROR", "22021", "");
    private final PgException shutdown = new PgException("shutting down", "FATAL", "57P01", "");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ConsumerRetry retry = new ConsumerRetry(metrics);
    private final List<String> applied = new ArrayList<>();
    private final List<String> letters = new ArrayList<>();
    private int applications;

    @Test
    void what_cannot_be_read_is_put_aside_and_the_rest_is_applied() {
        take(this::apply, "a", "unreadable", "b");

        assertThat(applied).containsExactly("a", "b");
        assertThat(letters).containsExactly("unreadable");
    }

    @Test
    void a_reader_that_trips_puts_the_record_aside() {
        take(this::apply, "a", "trips", "b");

        assertThat(applied).containsExactly("a", "b");
        assertThat(letters).containsExactly("trips");
    }

    @Test
    void what_cannot_be_applied_is_found_by_halves_and_put_aside_alone() {
        String[] events = IntStream.range(0, 500).mapToObj(i -> "e" + i).toArray(String[]::new);
        events[3] = "bad";
        events[400] = "bad too";

        take(
                all -> all.stream().anyMatch(event -> event.startsWith("bad")) ? failed(nulCharacter) : apply(all),
                events);

        assertThat(letters).containsExactly("bad", "bad too");
        assertThat(applied)
                .containsExactlyElementsOf(Stream.of(events)
                        .filter(event -> !event.startsWith("bad"))
                        .toList());
        assertThat(applications).isLessThan(50);
    }

    @Test
    void what_fails_for_want_of_a_database_is_repeated_and_nothing_is_put_aside() {
        take(all -> applications < 4 ? failed(shutdown) : apply(all), "a", "b");

        assertThat(applied).containsExactly("a", "b");
        assertThat(applications).isEqualTo(4);
        assertThat(letters).isEmpty();
    }

    @Test
    void how_long_a_batch_has_been_repeated_is_told_until_it_is_applied() {
        List<Double> seconds = new ArrayList<>();

        take(
                all -> {
                    seconds.add(retryingSeconds());
                    return applications < 3 ? failed(shutdown) : apply(all);
                },
                "a");

        assertThat(seconds.getFirst()).isZero();
        assertThat(seconds.getLast()).isPositive();
        assertThat(retryingSeconds()).isZero();
    }

    @Test
    void a_letter_that_kafka_has_is_not_sent_again_because_a_later_one_fails() {
        List<String> attempts = new ArrayList<>();
        DeadLetters flaky = (consumer, message, reason) -> {
            attempts.add(text(message));
            return attempts.size() == 2
                    ? Uni.createFrom().failure(new DisconnectException("no broker"))
                    : Uni.createFrom().voidItem();
        };

        consumption(this::apply, flaky)
                .take(records("unreadable 1", "unreadable 2"))
                .await()
                .atMost(PATIENCE);

        assertThat(attempts).containsExactly("unreadable 1", "unreadable 2", "unreadable 2");
    }

    @Test
    void once_the_service_stops_nothing_is_put_aside_and_nothing_is_answered() {
        retry.stop(new ShutdownEvent());

        assertThatThrownBy(() -> consumption(all -> failed(new IllegalStateException("pool closed")), this::keep)
                        .take(records("a"))
                        .await()
                        .atMost(Duration.ofMillis(300)))
                .isInstanceOf(TimeoutException.class);
        assertThat(letters).isEmpty();
    }

    private void take(Function<List<String>, Uni<Void>> application, String... events) {
        consumption(application, this::keep).take(records(events)).await().atMost(PATIENCE);
    }

    private EventConsumption<String> consumption(
            Function<List<String>, Uni<Void>> application, DeadLetters deadLetters) {
        return new EventConsumption<>(
                EventConsumer.SOURCE_SERVICE,
                EventConsumptionTest::read,
                all -> {
                    applications++;
                    return application.apply(all);
                },
                deadLetters,
                retry);
    }

    private static Optional<String> read(ConsumerRecord<byte[], byte[]> message) throws MalformedEventException {
        String text = text(message);
        if (text.equals("trips")) {
            throw new IllegalStateException(text);
        }
        if (text.startsWith("unreadable")) {
            throw new MalformedEventException(text);
        }
        return Optional.of(text);
    }

    private Uni<Void> apply(List<String> events) {
        applied.addAll(events);
        return Uni.createFrom().voidItem();
    }

    private static Uni<Void> failed(Throwable failure) {
        return Uni.createFrom().failure(failure);
    }

    private Uni<Void> keep(EventConsumer consumer, ConsumerRecord<byte[], byte[]> message, Throwable reason) {
        letters.add(text(message));
        return Uni.createFrom().voidItem();
    }

    private double retryingSeconds() {
        return metrics.get("satang.consumer.retrying.seconds")
                .tag("consumer", "source-service")
                .gauge()
                .value();
    }

    private static String text(ConsumerRecord<byte[], byte[]> message) {
        return new String(message.value(), UTF_8);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String... values) {
        return Stream.of(values)
                .map(value -> new ConsumerRecord<byte[], byte[]>(
                        "charge.created", 0, 0, "key".getBytes(UTF_8), value.getBytes(UTF_8)))
                .toList();
    }
}
