package io.satang.simulation.kernel;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The only source of randomness in a run; the same seed makes the same choices. */
public final class Chance {
    private static final double PERCENT = 100;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_MILLI = 1_000;

    private final SplittableRandom random;

    /** Choices that follow from {@code seed}. */
    public Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Whether something happens that does so in {@code percent} of all cases. */
    public boolean percent(double percent) {
        return percent > 0 && random.nextDouble() * PERCENT < percent;
    }

    /** Whether something happens that does so once in {@code cases}, and never when that is zero. */
    public boolean oneIn(int cases) {
        return cases > 0 && random.nextInt(cases) == 0;
    }

    /** A number within both bounds. */
    public int between(int min, int max) {
        return random.nextInt(min, max + 1);
    }

    /** A time within both bounds, in milliseconds, to the microsecond. */
    public Duration millis(long min, long max) {
        return Duration.ofNanos(random.nextLong(min * MICROS_PER_MILLI, max * MICROS_PER_MILLI + 1) * NANOS_PER_MICRO);
    }

    /** One of these, each as likely as any other. */
    public <T> T oneOf(List<T> options) {
        return options.get(random.nextInt(options.size()));
    }

    /** Where production code takes its random numbers from. */
    public RandomGenerator generator() {
        return random;
    }
}
