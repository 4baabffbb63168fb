package io.satang.platform.outbox;

import java.util.Objects;

/** A row of the outbox. */
public sealed interface OutboxRow {
    /** Its place in the order of writing. */
    long seq();

    /** A row that is an event. */
    record Decoded(long seq, OutboxEvent event) implements OutboxRow {
        public Decoded {
            Objects.requireNonNull(event, "event");
        }
    }

    /** A row that makes no sense to this version of the code, and is old enough that no newer one can be expected to take it. */
    record Unreadable(long seq, String id, String reason) implements OutboxRow {
        public Unreadable {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
