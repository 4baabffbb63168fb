package io.satang.webhook.delivery;

import io.satang.webhook.delivery.DeliveryState.InFlight;
import java.util.Objects;

/** A delivery that this replica holds a lease on. */
public record Claimed(Delivery delivery, InFlight lease) {

    public Claimed {
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(lease, "lease");
    }
}
