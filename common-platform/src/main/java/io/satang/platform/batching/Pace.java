package io.satang.platform.batching;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * How long nothing follows a batch that is over. A batch costs as much as many of its items, so that a machine which takes each item at once is
 * busy with batches of one or two long before it is full, and everything waits for everything. Batches take long on such a machine; a rest in
 * proportion to that makes them larger and fewer. Where a batch takes a millisecond, what follows waits for some milliseconds, and what comes
 * later than that still starts at once.
 *
 * @param times   how many times as long as the batch took
 * @param longest the longest rest
 */
public record Pace(int times, Duration longest) {
    /** The next follows at once. */
    public static final Pace NONE = new Pace(0, Duration.ZERO);

    /** What the figures of docs/decisions/0003-natural-batching.md were measured with. */
    public static final Pace STEADY = new Pace(7, Duration.ofMillis(100));

    /** Vert.x's timers keep no shorter time, and refuse to. */
    static final Duration SHORTEST = Duration.ofMillis(1);

    public Pace {
        if (times < 0 || longest.isNegative()) {
            throw new IllegalArgumentException("a rest is not negative");
        }
    }

    /** How long the rest is after a batch that took so long. */
    public Duration restAfter(Duration took) {
        Duration wanted = took.multipliedBy(times);
        Duration rest = wanted.compareTo(longest) < 0 ? wanted : longest;
        return rest.compareTo(SHORTEST) < 0 ? Duration.ZERO : rest;
    }

    /** The same work, which is over when the rest behind it is, whether it succeeds or fails. */
    public <T> Uni<T> keep(Uni<T> work) {
        return Uni.createFrom().deferred(() -> {
            long begun = System.nanoTime();
            return work.onTermination().call(() -> rest(restAfter(Duration.ofNanos(System.nanoTime() - begun))));
        });
    }

    private static Uni<Void> rest(Duration rest) {
        Uni<Void> over = Uni.createFrom().voidItem();
        return rest.isZero() ? over : over.onItem().delayIt().by(rest);
    }
}
