package io.satang.source.status;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.satang.events.ChargeChanged;
import io.satang.events.ConsumerRetry;
import io.satang.events.DeadLetters;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.MalformedEventException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows {@code charge.created}, {@code charge.complete} and {@code charge.expired}, in whatever order and how often they come. */
@ApplicationScoped
public class ChargeStatusListener {
    private final ChargeStatusStore store;
    private final DeadLetters deadLetters;
    private final Counter mirrored;

    /** A listener that applies what it hears to {@code store}. */
    public ChargeStatusListener(ChargeStatusStore store, DeadLetters deadLetters, MeterRegistry metrics) {
        this.store = Objects.requireNonNull(store, "store");
        this.deadLetters = Objects.requireNonNull(deadLetters, "deadLetters");
        this.mirrored = Counter.builder("satang.source.charge.status.mirrored.sources")
                .description("Sources whose charge status was brought up to date")
                .register(metrics);
    }

    /** Succeeds once every readable event is applied and every other one put aside. */
    @Incoming("charge-changes")
    public Uni<Void> on(ConsumerRecords<String, String> messages) {
        List<StatusChange> changes = new ArrayList<>();
        List<Uni<Void>> unreadable = new ArrayList<>();
        for (ConsumerRecord<String, String> message : messages) {
            try {
                read(message).ifPresent(changes::add);
            } catch (MalformedEventException e) {
                unreadable.add(deadLetters.send(message, e.getMessage()));
            }
        }
        return ConsumerRetry.untilApplied(apply(changes)).chain(() -> ConsumerRetry.untilApplied(putAside(unreadable)));
    }

    private static Optional<StatusChange> read(ConsumerRecord<String, String> message) throws MalformedEventException {
        EventEnvelope envelope = EventEnvelope.from(message);
        ChargeChanged charge = EventJson.read(message.value(), ChargeChanged.class);
        ChargeStatus status = ChargeStatus.of(charge.status())
                .orElseThrow(() -> new MalformedEventException("status " + charge.status() + " is not one of ours"));
        return charge.sourceId().map(sourceId -> new StatusChange(sourceId, envelope.version(), status));
    }

    private static Uni<Void> putAside(List<Uni<Void>> unreadable) {
        return unreadable.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(unreadable).andFailFast().replaceWithVoid();
    }

    private Uni<Void> apply(List<StatusChange> changes) {
        return changes.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.apply(StatusChange.latest(changes))
                        .invoke(sources -> mirrored.increment(sources))
                        .replaceWithVoid();
    }
}
