package io.satang.webhook.delivery;

/** What this replica thinks of endpoints. */
@FunctionalInterface
public interface EndpointClasses {
    /** How the delivery's endpoint stands now. */
    EndpointClass of(Delivery delivery);
}
