package io.satang.webhook.event;

import java.util.List;
import java.util.Objects;

/**
 * An event and every attempt to deliver it.
 *
 * @param deliveries the oldest first
 */
public record EventHistory(MerchantEvent event, List<WebhookDelivery> deliveries) {

    public EventHistory {
        Objects.requireNonNull(event, "event");
        deliveries = List.copyOf(deliveries);
    }
}
