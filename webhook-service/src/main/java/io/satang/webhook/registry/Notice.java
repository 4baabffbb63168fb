package io.satang.webhook.registry;

import io.satang.webhook.event.EventKey;
import java.util.Objects;
import java.util.Optional;

/**
 * An event that tells of an endpoint, to the account's other endpoints that want to hear of it.
 *
 * @param eventId    {@code evnt_…}
 * @param accountUri where the account's own endpoint is
 */
public record Notice(String eventId, EventKey key, Optional<String> accountUri) {
    public Notice {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(accountUri, "accountUri");
    }
}
