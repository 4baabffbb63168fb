package io.satang.webhook.delivery;

import io.smallrye.mutiny.Uni;

/** Where deliveries go. */
@FunctionalInterface
public interface Destinations {
    /** Where this one goes now. It is known without waiting for most, and fails when it cannot be found out. */
    Uni<Destination> of(Delivery delivery);

    /** Where a delivery goes that stays where it was sent, or follows its account. */
    static Destination following(AccountAddress addresses, Delivery delivery) {
        return delivery.followsAccount()
                ? addresses.of(delivery).<Destination>map(Destination.To::new).orElseGet(Destination.Nowhere::new)
                : new Destination.To(delivery.endpoint());
    }
}
