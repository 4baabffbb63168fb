package io.satang.webhook.delivery;

import java.time.Duration;
import java.util.Objects;

/**
 * When a failed delivery is tried again: exponential back-off with a ceiling, each pause moved by a random part of itself so that
 * deliveries that failed together do not come back together.
 *
 * @param attemptsMax how many attempts there are at the most, the first one included
 * @param firstPause  between the first attempt and the second
 * @param longestPause no pause is longer, before it is moved
 * @param factor      how much longer each pause is than the one before
 * @param spread      how far a pause is moved either way, as a part of it: 0.2 for ±20 %
 */
public record RetrySchedule(int attemptsMax, Duration firstPause, Duration longestPause, double factor, double spread) {
    /** 18 attempts over 35 hours, or at least 28 when every pause happens to be moved forward. */
    public static final RetrySchedule DEFAULT =
            new RetrySchedule(18, Duration.ofSeconds(5), Duration.ofHours(6), 2, 0.2);

    public RetrySchedule {
        Objects.requireNonNull(firstPause, "firstPause");
        Objects.requireNonNull(longestPause, "longestPause");
        if (attemptsMax < 1 || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("attempts and pauses must be positive and ordered");
        }
        if (!(factor >= 1) || !(spread >= 0 && spread < 1)) {
            throw new IllegalArgumentException("factor must be at least 1 and spread within [0, 1)");
        }
    }

    /** Whether another attempt may follow so many. */
    public boolean allowsAnother(int attemptsMade) {
        return attemptsMade < attemptsMax;
    }

    /**
     * The pause after so many attempts.
     *
     * @param attemptsMade at least 1
     * @param jitter       where in the spread, from 0 (shortest) to below 1
     */
    public Duration pauseAfter(int attemptsMade, double jitter) {
        double planned = firstPause.toMillis() * Math.pow(factor, attemptsMade - 1);
        double bounded = Math.min(planned, (double) longestPause.toMillis());
        return Duration.ofMillis(Math.round(bounded * (1 - spread + 2 * spread * jitter)));
    }
}
