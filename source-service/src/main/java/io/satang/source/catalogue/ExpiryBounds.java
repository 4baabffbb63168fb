package io.satang.source.catalogue;

import java.time.Duration;
import java.util.Objects;

/**
 * How soon and how late a merchant may let a charge expire.
 *
 * @param minimum from the charge's creation
 * @param maximum from the charge's creation
 */
public record ExpiryBounds(Duration minimum, Duration maximum) {
    public ExpiryBounds {
        Objects.requireNonNull(minimum, "minimum");
        Objects.requireNonNull(maximum, "maximum");
        if (!minimum.isPositive() || maximum.compareTo(minimum) < 0) {
            throw new IllegalArgumentException("expiry from " + minimum + " to " + maximum + " is no range");
        }
    }
}
