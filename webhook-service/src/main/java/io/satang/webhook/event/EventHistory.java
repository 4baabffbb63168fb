package io.satang.webhook.event;

import java.util.List;
import java.util.Objects;

/**
 * An event, where it was to be delivered, and every attempt to do so.
 *
 * @param deliveries one for each endpoint, in the order of their slots
 * @param attempts   the oldest first
 */
public record EventHistory(MerchantEvent event, List<EventDelivery> deliveries, List<WebhookDelivery> attempts) {

    public EventHistory {
        Objects.requireNonNull(event, "event");
        deliveries = List.copyOf(deliveries);
        attempts = List.copyOf(attempts);
    }
}
