package io.satang.events;

/**
 * How soon and how late a merchant may let a charge expire, counted from its creation.
 *
 * @param minimumSeconds inclusive, at least 1
 * @param maximumSeconds inclusive, not below the minimum
 */
public record ExpiryBounds(long minimumSeconds, long maximumSeconds) {
    public ExpiryBounds {
        if (minimumSeconds < 1 || maximumSeconds < minimumSeconds) {
            throw new IllegalArgumentException(
                    "expiry from " + minimumSeconds + " to " + maximumSeconds + " seconds is no range");
        }
    }
}
