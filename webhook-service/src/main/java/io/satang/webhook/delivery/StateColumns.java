package io.satang.webhook.delivery;

import io.satang.webhook.delivery.DeliveryState.Delivered;
import io.satang.webhook.delivery.DeliveryState.Due;
import io.satang.webhook.delivery.DeliveryState.Exhausted;
import io.satang.webhook.delivery.DeliveryState.InFlight;
import java.time.Instant;
import java.util.Optional;

/**
 * A state as the table keeps it; what is {@code delivered} is deleted.
 *
 * @param wakeAt when somebody has to look at it again
 */
record StateColumns(String state, int claim, Optional<Instant> wakeAt) {

    static StateColumns of(DeliveryState state) {
        return switch (state) {
            case Due due -> new StateColumns("due", due.claims(), Optional.of(due.at()));
            case InFlight inFlight -> new StateColumns("in_flight", inFlight.claim(), Optional.of(inFlight.until()));
            case Delivered unused -> new StateColumns("delivered", 0, Optional.empty());
            case Exhausted unused -> new StateColumns("exhausted", 0, Optional.empty());
        };
    }
}
