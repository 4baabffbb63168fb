package io.satang.offers.redemption;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.events.ChargeChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventPayload;
import io.satang.events.EventType;
import io.satang.events.MalformedEventException;
import io.satang.events.RefundCreated;
import io.satang.platform.consumer.ConsumerRetry;
import io.satang.platform.consumer.DeadLetters;
import io.satang.platform.consumer.EventConsumption;
import io.satang.platform.kafka.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows what becomes of payments, in whatever order and how often the events come. */
@ApplicationScoped
public class PaymentListener {
    private static final int FIRST_BYTES = 192;
    private static final String BY_SOURCE = "\"source_id\":\"src_";

    private final EventConsumption<PaymentNews> consumption;

    PaymentListener(RedeemPayments redeemPayments, DeadLetters deadLetters, ConsumerRetry retry) {
        Objects.requireNonNull(redeemPayments, "redeemPayments");
        this.consumption = new EventConsumption<>(
                EventConsumer.OFFERS_SERVICE, PaymentListener::read, redeemPayments::apply, deadLetters, retry);
    }

    /** Succeeds once every readable event is applied and every other one put aside. */
    @Incoming("payments")
    public Uni<Void> on(ConsumerRecords<byte[], byte[]> messages) {
        return consumption.take(messages);
    }

    /**
     * What a message says of a payment by card; empty when it says nothing of one.
     *
     * @throws MalformedEventException when it is no event
     */
    public static Optional<PaymentNews> read(ConsumerRecord<byte[], byte[]> message) throws MalformedEventException {
        if (isPaidBySource(message)) {
            return Optional.empty();
        }
        EventEnvelope envelope = EventEnvelope.from(message);
        return envelope.type() == EventType.REFUND_CREATED
                ? Optional.of(PaymentEvents.read(envelope, EventPayload.read(message, RefundCreated.class)))
                : PaymentEvents.read(envelope, EventPayload.read(message, ChargeChanged.class));
    }

    // Most payments are, and no card is in them: they are not worth being parsed.
    private static boolean isPaidBySource(ConsumerRecord<byte[], byte[]> message) {
        return Optional.ofNullable(message.value())
                .map(bytes -> new String(bytes, 0, Math.min(bytes.length, FIRST_BYTES), UTF_8))
                .filter(text -> text.contains(BY_SOURCE))
                .isPresent();
    }
}
