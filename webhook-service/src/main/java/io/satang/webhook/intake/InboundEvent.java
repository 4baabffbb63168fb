package io.satang.webhook.intake;

import io.satang.webhook.event.MerchantEvent;
import java.util.List;
import java.util.Objects;

/**
 * An event and where it goes beside the account's own endpoint.
 *
 * @param endpoints      URIs as the merchant gave them with the object
 * @param accountVersion the account's version when it happened; the endpoint is not taken from an older one
 */
public record InboundEvent(MerchantEvent event, List<String> endpoints, long accountVersion) {

    public InboundEvent {
        Objects.requireNonNull(event, "event");
        endpoints = List.copyOf(endpoints);
    }
}
