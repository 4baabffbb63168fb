package io.satang.platform.outbox;

import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import java.util.Objects;

/**
 * An event that is to be published, as it stands in the outbox.
 *
 * @param envelope what it is
 * @param payload  the JSON text of its {@link EventType#payloadType() payload record}
 */
public record OutboxEvent(EventEnvelope envelope, String payload) {
    private static final int ENVELOPE_BYTES_MAX = 1_024;

    public OutboxEvent {
        Objects.requireNonNull(envelope, "envelope");
        Objects.requireNonNull(payload, "payload");
    }

    /** How many bytes of memory it holds, at the most; a row that tells of the same is no larger. */
    public long bytes() {
        return ENVELOPE_BYTES_MAX + 2L * payload.length();
    }

    /** Writes the payload's JSON. */
    public static OutboxEvent of(EventEnvelope envelope, Record payload) {
        return new OutboxEvent(envelope, EventJson.write(payload));
    }
}
