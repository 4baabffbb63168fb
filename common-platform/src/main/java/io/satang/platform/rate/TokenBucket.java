package io.satang.platform.rate;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tokens that somebody may use up at once and that come back evenly. All of it is one number, the time at which every token will be back
 * (the generic cell rate algorithm), so that a bucket takes little room and needs no timer.
 *
 * <p>Safe for use by several threads.
 */
final class TokenBucket {
    private final RateLimit limit;
    private final AtomicLong fullAtNanos;

    /** A full bucket. */
    TokenBucket(RateLimit limit, long nowNanos) {
        this.limit = limit;
        this.fullAtNanos = new AtomicLong(nowNanos);
    }

    /**
     * What came of asking for a token.
     *
     * @param taken     whether there was one
     * @param remaining how many are left
     * @param full      until they are all back
     * @param next      until there is one again; zero while there is
     */
    record Draw(boolean taken, long remaining, Duration full, Duration next) {}

    /** Takes a token if there is one. */
    Draw take(long nowNanos) {
        long interval = limit.window().toNanos() / limit.requests();
        long window = interval * limit.requests();
        long before = fullAtNanos.getAndUpdate(fullAt -> after(fullAt, nowNanos, interval, window));
        long owed = Math.max(before - nowNanos, 0);
        boolean taken = owed + interval <= window;
        long owedNow = taken ? owed + interval : owed;
        return new Draw(
                taken,
                (window - owedNow) / interval,
                Duration.ofNanos(owedNow),
                Duration.ofNanos(Math.max(owedNow + interval - window, 0)));
    }

    private static long after(long fullAt, long now, long interval, long window) {
        long owed = Math.max(fullAt - now, 0);
        return owed + interval <= window ? now + owed + interval : fullAt;
    }
}
