package io.satang.webhook.intake;

import io.satang.webhook.event.MerchantEvent;
import java.util.List;
import java.util.Objects;

/**
 * An event and where it goes beside the account's own endpoint.
 *
 * @param endpoints URIs as the merchant gave them with the object
 */
public record Announcement(MerchantEvent event, List<String> endpoints) {

    public Announcement {
        Objects.requireNonNull(event, "event");
        endpoints = List.copyOf(endpoints);
    }
}
