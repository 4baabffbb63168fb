package io.satang.webhook.delivery;

import io.smallrye.mutiny.Uni;

/** Makes attempts. */
@FunctionalInterface
public interface Sender {

    /**
     * Asks the endpoint to take the event, once. Whatever the endpoint does is an outcome; a failure means that the attempt could not be
     * made for a reason of ours, and that the endpoint is not to blame.
     *
     * @param to the delivery's endpoint, and what it wants beside the event
     */
    Uni<Sent> send(Delivery delivery, Destination.To to);
}
