package io.satang.yesterday.events;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What a payment by this source costs the merchant; the arithmetic is reference omise-api §9.3.
 *
 * @param feeRate                 percent of the captured amount
 * @param vatRate                 percent of the fee, and of the interest
 * @param interestRate            percent per month; zero unless the merchant absorbs the interest
 * @param installmentTerm         months; zero when it is no installment
 * @param merchantAbsorbsInterest who pays the interest
 */
public record Pricing(
        BigDecimal feeRate,
        BigDecimal vatRate,
        BigDecimal interestRate,
        int installmentTerm,
        boolean merchantAbsorbsInterest) {

    public Pricing {
        Objects.requireNonNull(feeRate, "feeRate");
        Objects.requireNonNull(vatRate, "vatRate");
        Objects.requireNonNull(interestRate, "interestRate");
        if (feeRate.signum() < 0 || vatRate.signum() < 0 || interestRate.signum() < 0 || installmentTerm < 0) {
            throw new IllegalArgumentException("a rate or term is negative");
        }
    }
}
