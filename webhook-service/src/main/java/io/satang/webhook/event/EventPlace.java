package io.satang.webhook.event;

import java.time.Instant;
import java.util.Objects;

/**
 * An event's place in the order of arrival.
 *
 * @param arrival   which transaction wrote it, counted from 1; 0 when it was written before transactions were noted
 * @param createdAt when it happened, which orders those of which no transaction is noted
 * @param id        the event's, which orders those of one transaction
 */
public record EventPlace(long arrival, Instant createdAt, String id) {
    /** Before all events. */
    static final EventPlace START = new EventPlace(0, Instant.EPOCH, "");

    public EventPlace {
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(id, "id");
    }
}
