package io.satang.webhook.delivery;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

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
    /** 28 attempts over seven days and ten hours; nearly six days when every pause happens to be moved forward. */
    public static final RetrySchedule DEFAULT =
            new RetrySchedule(28, Duration.ofSeconds(5), Duration.ofHours(12), 2, 0.2);

    /** No endpoint's own wish makes a pause longer. */
    public static final Duration ASKED_MAX = Duration.ofDays(1);

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

    /** The same, unless the endpoint has asked for more: never less than is planned, nor more than {@link #ASKED_MAX} for its sake. */
    public Duration pauseAfter(int attemptsMade, double jitter, Optional<Duration> asked) {
        Duration planned = pauseAfter(attemptsMade, jitter);
        Duration wanted = asked.filter(pause -> pause.compareTo(ASKED_MAX) < 0)
                .orElse(asked.isPresent() ? ASKED_MAX : Duration.ZERO);
        return wanted.compareTo(planned) > 0 ? wanted : planned;
    }
}
