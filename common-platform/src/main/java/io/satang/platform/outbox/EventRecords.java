package io.satang.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.events.EventEnvelope;
import io.satang.events.Sizes;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events as they travel. */
public final class EventRecords {
    /** The most bytes of UTF-8 that one character of a Java string becomes. */
    private static final int UTF_8_BYTES_MAX = 3;

    private EventRecords() {}

    /** The record of an event, as it stands on its topic. */
    public static ProducerRecord<String, String> of(OutboxEvent event) {
        EventEnvelope envelope = event.envelope();
        return new ProducerRecord<>(
                envelope.type().topic(), null, null, envelope.aggregateId(), event.payload(), envelope.headers());
    }

    /** Why this event fits on no topic, if it does not. */
    static Optional<Publication> refusal(OutboxEvent event) {
        String payload = event.payload();
        if ((long) payload.length() * UTF_8_BYTES_MAX <= Sizes.EVENT_BYTES_MAX) {
            return Optional.empty();
        }
        int bytes = payload.getBytes(UTF_8).length;
        return bytes <= Sizes.EVENT_BYTES_MAX
                ? Optional.empty()
                : Optional.of(
                        new Publication.Lasting("payload of " + bytes + " bytes, more than " + Sizes.EVENT_BYTES_MAX));
    }
}
