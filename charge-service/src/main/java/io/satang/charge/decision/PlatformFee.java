package io.satang.charge.decision;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * What a platform asks of the merchant that it collects for, as the platform has told it (reference omise-api §8.8). It is kept and shown;
 * nothing is computed of it.
 *
 * @param fixed      subunits a charge
 * @param amount     subunits in all
 * @param percentage of the amount
 */
public record PlatformFee(Optional<Long> fixed, Optional<Long> amount, Optional<BigDecimal> percentage) {
    /** None. */
    public static final PlatformFee NONE = new PlatformFee(Optional.empty(), Optional.empty(), Optional.empty());

    public PlatformFee {
        Objects.requireNonNull(fixed, "fixed");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(percentage, "percentage");
    }
}
