package io.satang.webhook.delivery;

import java.time.Duration;

/** How long an endpoint takes for an attempt, of late: an exponentially weighted mean. Not safe for use by several threads. */
final class AnswerTime {
    private static final Duration QUICK = Duration.ofMillis(100);
    private static final double WEIGHT = 1.0 / 8;

    private double meanMillis = Double.NaN;

    /** One more attempt took this long. */
    void add(Duration time) {
        double millis = time.toMillis();
        meanMillis = Double.isNaN(meanMillis) ? millis : meanMillis + WEIGHT * (millis - meanMillis);
    }

    /** How many attempts, one after the other, that makes in this time; a great many before the first. */
    int attemptsIn(Duration time) {
        return Double.isNaN(meanMillis) ? Integer.MAX_VALUE : (int) (time.toMillis() / meanMillis);
    }

    /** Whether it takes no longer than what one can wait for; nobody knows before the first attempt. */
    boolean isQuick() {
        return meanMillis <= QUICK.toMillis();
    }
}
