package io.satang.webhook.event;

import java.util.Objects;
import java.util.Optional;

/**
 * Which of an account's events are asked for.
 *
 * @param key      only those of this kind
 * @param objectId only those of this object
 * @param delivery only those with a delivery that stands so, one of {@link DeliveryStatus#isUndelivered}
 */
public record EventFilter(Optional<EventKey> key, Optional<String> objectId, Optional<DeliveryStatus> delivery) {
    /** All of them. */
    static final EventFilter NONE = new EventFilter(Optional.empty(), Optional.empty(), Optional.empty());

    public EventFilter {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(objectId, "objectId");
        Objects.requireNonNull(delivery, "delivery");
    }

    /** Those of one object. */
    static EventFilter ofObject(String objectId) {
        return new EventFilter(Optional.empty(), Optional.of(objectId), Optional.empty());
    }

    /** Whether it leaves nothing out. */
    boolean isEmpty() {
        return equals(NONE);
    }
}
