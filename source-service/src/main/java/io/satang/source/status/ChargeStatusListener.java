package io.satang.source.status;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.satang.events.ChargeChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventPayload;
import io.satang.events.MalformedEventException;
import io.satang.platform.consumer.ConsumerRetry;
import io.satang.platform.consumer.DeadLetters;
import io.satang.platform.consumer.EventConsumption;
import io.satang.platform.kafka.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows how charges begin and end, in whatever order and how often the events come. */
@ApplicationScoped
public class ChargeStatusListener {
    private final ChargeStatusStore store;
    private final EventConsumption<StatusChange> consumption;
    private final Counter mirrored;

    /** A listener that applies what it hears to {@code store}. */
    public ChargeStatusListener(
            ChargeStatusStore store, DeadLetters deadLetters, ConsumerRetry retry, MeterRegistry metrics) {
        this.store = Objects.requireNonNull(store, "store");
        this.consumption = new EventConsumption<>(
                EventConsumer.SOURCE_SERVICE, ChargeStatusListener::read, this::apply, deadLetters, retry);
        this.mirrored = Counter.builder("satang.source.charge.status.mirrored.sources")
                .description("Sources and tokens whose charge status was brought up to date")
                .register(metrics);
    }

    /** Succeeds once every readable event is applied and every other one put aside. */
    @Incoming("charge-changes")
    public Uni<Void> on(ConsumerRecords<byte[], byte[]> messages) {
        return consumption.take(messages);
    }

    private static Optional<StatusChange> read(ConsumerRecord<byte[], byte[]> message) throws MalformedEventException {
        EventEnvelope envelope = EventEnvelope.from(message);
        ChargeChanged charge = EventPayload.read(message, ChargeChanged.class);
        ChargeStatus status = ChargeStatus.of(charge.status())
                .orElseThrow(() -> new MalformedEventException("status " + charge.status() + " is not one of ours"));
        return charge.sourceId()
                .or(charge::tokenId)
                .map(paidWith -> new StatusChange(paidWith, envelope.version(), status))
                .filter(StatusChange::isNews);
    }

    private Uni<Void> apply(List<StatusChange> changes) {
        return store.apply(StatusChange.latest(changes))
                .invoke(sources -> mirrored.increment(sources))
                .replaceWithVoid();
    }
}
