package io.satang.webhook.delivery;

import java.util.Objects;

/** A new delivery and the state that it is written in: leased to this replica, or due. */
public record Opened(Delivery delivery, DeliveryState state) {

    public Opened {
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(state, "state");
    }
}
