package io.satang.webhook.delivery;

import java.time.Duration;
import java.util.Objects;

/**
 * A lease that is given back before an attempt.
 *
 * @param pause after how much time the delivery may be claimed again
 */
public record Postponement(Claimed claimed, Duration pause) {

    public Postponement {
        Objects.requireNonNull(claimed, "claimed");
        Objects.requireNonNull(pause, "pause");
    }
}
