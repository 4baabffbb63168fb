package io.satang.webhook.delivery;

import io.satang.webhook.delivery.DeliveryState.Delivered;
import io.satang.webhook.delivery.DeliveryState.Due;
import io.satang.webhook.delivery.DeliveryState.Exhausted;
import io.satang.webhook.delivery.DeliveryState.InFlight;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A state as the table keeps it; what is {@code delivered} is deleted.
 *
 * @param wakeIn in how much time somebody has to look at it again: the table has a clock of its own
 */
record StateColumns(String state, int claim, Optional<Duration> wakeIn) {

    /** @param now by the clock that made the state */
    static StateColumns of(DeliveryState state, Instant now) {
        return switch (state) {
            case Due due -> new StateColumns("due", due.claims(), Optional.of(Duration.between(now, due.at())));
            case InFlight lease ->
                new StateColumns("in_flight", lease.claim(), Optional.of(Duration.between(now, lease.until())));
            case Delivered unused -> new StateColumns("delivered", 0, Optional.empty());
            case Exhausted unused -> new StateColumns("exhausted", 0, Optional.empty());
        };
    }
}
