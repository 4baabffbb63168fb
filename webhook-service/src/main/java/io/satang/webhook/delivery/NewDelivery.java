package io.satang.webhook.delivery;

import java.time.Instant;
import java.util.Objects;

/**
 * A new delivery and the state that it is written in: leased to this replica, or due.
 *
 * @param at when, by the clock of this replica
 */
public record NewDelivery(Delivery delivery, DeliveryState state, Instant at) {

    public NewDelivery {
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(at, "at");
    }
}
