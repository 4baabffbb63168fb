package io.satang.simulation.world;

import io.satang.simulation.kernel.Chance;
import java.time.Duration;
import java.util.List;

/**
 * When people do something about a charge: at any time, or all of them at the same moment, which may be the very deadline.
 *
 * @param horizon when they lose interest
 * @param rush    when many come together
 */
record Moments(Duration horizon, Duration rush, Chance chance) {
    private static final int RUSH_PERCENT = 60;
    private static final int RUSH_MILLIS = 15;

    /** Up to some time after the deadline, for who comes late has to be answered too. */
    static Moments draw(Duration lifetime, Chance chance) {
        Duration horizon = lifetime.multipliedBy(3).dividedBy(2);
        Duration any = chance.millis(0, horizon.toMillis());
        return new Moments(horizon, chance.oneOf(List.of(any, lifetime)), chance);
    }

    /** Up to so many milliseconds from now. */
    static Moments within(long millis, Chance chance) {
        return new Moments(Duration.ofMillis(millis), Duration.ZERO, chance);
    }

    Duration next() {
        return chance.percent(RUSH_PERCENT)
                ? rush.plus(chance.millis(0, RUSH_MILLIS))
                : chance.millis(0, horizon.toMillis());
    }
}
