package io.satang.webhook.delivery;

import io.satang.webhook.endpoint.Endpoint;
import java.util.Optional;

/** Where the deliveries go that follow their account. */
@FunctionalInterface
public interface AccountAddress {
    /**
     * The endpoint of the delivery's account at present; the delivery's own while the account is not known here; empty when the account has
     * none that can be called.
     */
    Optional<Endpoint> of(Delivery delivery);
}
