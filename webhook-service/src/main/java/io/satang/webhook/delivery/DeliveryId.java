package io.satang.webhook.delivery;

import java.util.Objects;

/**
 * One event on its way to one endpoint.
 *
 * @param slot which of the event's endpoints, from 0
 */
public record DeliveryId(String eventId, int slot) {

    public DeliveryId {
        Objects.requireNonNull(eventId, "eventId");
    }

    @Override
    public String toString() {
        return eventId + "/" + slot;
    }
}
