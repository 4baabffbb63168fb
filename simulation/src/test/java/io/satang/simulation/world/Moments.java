package io.satang.simulation.world;

import io.satang.simulation.kernel.Chance;
import java.time.Duration;
import java.util.List;

/**
 * When people do something about a charge: at any time, or all of them at the same moment, which may be the very deadline,
 * or the same for several charges.
 *
 * @param horizon when they lose interest
 * @param rush    when many come together
 */
record Moments(Duration horizon, Duration rush, Chance chance) {
    private static final int RUSH_PERCENT = 60;
    private static final int RUSH_MILLIS = 15;

    /**
     * Up to some time after the deadline, for who comes late has to be answered too.
     *
     * @param common when those come together who do something about other charges
     */
    static Moments draw(Duration lifetime, Duration common, Chance chance) {
        Duration horizon = lifetime.multipliedBy(3).dividedBy(2);
        Duration any = chance.millis(0, horizon.toMillis());
        return new Moments(horizon, chance.oneOf(List.of(any, lifetime, common.isNegative() ? any : common)), chance);
    }

    Duration next() {
        return chance.percent(RUSH_PERCENT)
                ? rush.plus(chance.millis(0, RUSH_MILLIS))
                : chance.millis(0, horizon.toMillis());
    }
}
