package io.satang.events;

import java.util.Objects;

/**
 * An event that is to be published, as it stands in the outbox.
 *
 * @param envelope what it is
 * @param payload  the JSON text of its {@link EventType#payloadType() payload record}
 */
public record OutboxEvent(EventEnvelope envelope, String payload) {
    public OutboxEvent {
        Objects.requireNonNull(envelope, "envelope");
        Objects.requireNonNull(payload, "payload");
    }

    /** Writes the payload's JSON. */
    public static OutboxEvent of(EventEnvelope envelope, Record payload) {
        return new OutboxEvent(envelope, EventJson.write(payload));
    }
}
