package io.satang.offers.once;

import io.satang.platform.outbox.OutboxEvent;
import java.util.List;
import java.util.Objects;

/**
 * What a transaction has done.
 *
 * @param json the object as the client is to see it
 * @param told the events that stand in the outbox because of it, oldest first
 */
public record Written(String json, List<OutboxEvent> told) {
    public Written {
        Objects.requireNonNull(json, "json");
        told = List.copyOf(told);
    }
}
