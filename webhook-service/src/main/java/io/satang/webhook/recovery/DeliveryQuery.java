package io.satang.webhook.recovery;

import io.satang.webhook.event.DeliveryNumber;
import io.satang.webhook.event.DeliveryStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A part of an account's deliveries that are not delivered.
 *
 * @param states     those that stand in one of these
 * @param endpointId only those to this endpoint
 * @param after      only those behind this one, in the order of their events' ids
 * @param limit      how many at the most
 */
record DeliveryQuery(
        List<DeliveryStatus> states, Optional<String> endpointId, Optional<DeliveryNumber> after, int limit) {
    DeliveryQuery {
        states = List.copyOf(states);
        Objects.requireNonNull(endpointId, "endpointId");
        Objects.requireNonNull(after, "after");
    }
}
