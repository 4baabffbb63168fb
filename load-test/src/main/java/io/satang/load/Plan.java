package io.satang.load;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/**
 * How a run goes.
 *
 * @param mix what is paid with
 * @param connections to the gateway
 * @param rate payments per second of a paced load; empty: as fast as one customer per connection can
 * @param warmUp before anything is measured
 * @param measured the window
 * @param ends whether the window ends before, asked now and then
 * @param floor how long the bare SQL runs; zero leaves it out
 * @param drain how long the last webhooks are waited for
 * @param sample how many paid charges the API is asked for afterwards
 */
record Plan(
        Mix mix,
        int connections,
        OptionalDouble rate,
        Duration warmUp,
        Duration measured,
        BooleanSupplier ends,
        Duration floor,
        Duration drain,
        int sample) {

    Plan {
        boolean paced = rate.isEmpty() || (rate.getAsDouble() > 0 && Double.isFinite(rate.getAsDouble()));
        boolean negative = warmUp.isNegative() || floor.isNegative() || drain.isNegative() || sample < 0;
        if (connections < 1 || !paced || !measured.isPositive() || negative) {
            throw new IllegalArgumentException(
                    "--rate, --connections and --seconds are more than 0, and nothing else is less than that");
        }
    }

    Load load() {
        return rate.isPresent() ? new Load.Paced(rate.getAsDouble()) : new Load.Closed(connections);
    }

    String describe() {
        return rate.isPresent()
                ? "%.0f payments/s offered over %d connections".formatted(rate.getAsDouble(), connections)
                : "%d connections, each its next payment after the last".formatted(connections);
    }
}
