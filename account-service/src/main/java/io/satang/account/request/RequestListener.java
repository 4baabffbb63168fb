package io.satang.account.request;

import io.satang.events.EventEnvelope;
import io.satang.events.EventPayload;
import io.satang.events.MalformedEventException;
import io.satang.events.RequestRecorded;
import io.satang.platform.consumer.ConsumerRetry;
import io.satang.platform.consumer.DeadLetters;
import io.satang.platform.consumer.EventConsumption;
import io.satang.platform.kafka.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears of requests that any service has answered. */
@ApplicationScoped
public class RequestListener {
    private final EventConsumption<KeptRequest> consumption;

    RequestListener(RequestStore store, DeadLetters deadLetters, ConsumerRetry retry) {
        this.consumption = new EventConsumption<>(
                EventConsumer.ACCOUNT_SERVICE, RequestListener::read, store::keep, deadLetters, retry);
    }

    /** Succeeds once every readable request is kept and every other one put aside. */
    @Incoming("requests")
    public Uni<Void> on(ConsumerRecords<byte[], byte[]> messages) {
        return consumption.take(messages);
    }

    private static Optional<KeptRequest> read(ConsumerRecord<byte[], byte[]> message) throws MalformedEventException {
        EventEnvelope envelope = EventEnvelope.from(message);
        return Optional.of(new KeptRequest(
                envelope.accountId(), envelope.livemode(), EventPayload.read(message, RequestRecorded.class)));
    }
}
