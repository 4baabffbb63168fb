package io.satang.webhook.delivery;

import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.event.MerchantEvent;
import java.util.Objects;

/** What has to be brought where. */
public record Delivery(DeliveryId id, MerchantEvent event, Endpoint endpoint) {

    public Delivery {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(endpoint, "endpoint");
    }
}
