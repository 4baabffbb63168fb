package io.satang.webhook.health;

import java.time.Duration;
import java.time.Instant;

/**
 * When an endpoint, or a host that was named with charges, is only asked from time to time, and when an endpoint no more.
 *
 * @param failuresMax   so many failures in a row, and it is only asked from time to time
 * @param silentMax     so many attempts in a row that a host does not answer, and it is only asked from time to time
 * @param firstPause    until it is asked again, once; twice as long after each time that it fails
 * @param longestPause  no pause is longer
 * @param disabledAfter for so long it has only failed, and it is disabled
 * @param attemptsLeast if it was asked so many times since
 */
public record HealthRules(
        int failuresMax,
        int silentMax,
        Duration firstPause,
        Duration longestPause,
        Duration disabledAfter,
        int attemptsLeast) {

    public HealthRules {
        if (failuresMax < 1 || silentMax < 1 || attemptsLeast < 1 || firstPause.toSeconds() < 1) {
            throw new IllegalArgumentException("numbers and pauses must be positive");
        }
        if (longestPause.compareTo(firstPause) < 0 || !disabledAfter.isPositive()) {
            throw new IllegalArgumentException("pauses must be ordered and positive");
        }
    }

    /**
     * Whether the endpoint has just failed once too often.
     *
     * @param before how many failures in a row there were
     * @param now    how many there are
     */
    boolean opens(int before, int now) {
        return before < failuresMax && now >= failuresMax;
    }

    /** Whether it was asked from time to time only, until now. */
    boolean isOpen(int failures) {
        return failures >= failuresMax;
    }

    /** Whether it is to be disabled: it was asked often enough, for long enough, and has only failed. */
    boolean disables(Health health, Instant now) {
        return health.failures() >= attemptsLeast
                && !health.failingSince().plus(disabledAfter).isAfter(now);
    }
}
