package io.satang.charge.decision;

import io.satang.events.Pricing;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a charge costs the merchant and what is left (reference omise-api §9.3): each step is rounded half up to a subunit, and VAT is taken
 * of the rounded fee.
 *
 * @param fee         subunits
 * @param feeVat      subunits
 * @param interest    subunits; zero unless the merchant absorbs it
 * @param interestVat subunits
 * @param net         what remains of the amount, subunits
 */
public record Fees(long fee, long feeVat, long interest, long interestVat, long net) {

    /** The fees of an amount in subunits. */
    public static Fees of(long amount, Pricing pricing) {
        long fee = percent(amount, pricing.feeRate());
        long feeVat = percent(fee, pricing.vatRate());
        BigDecimal termRate = pricing.interestRate().multiply(BigDecimal.valueOf(pricing.installmentTerm()));
        long interest = percent(amount, termRate);
        long interestVat = percent(interest, pricing.vatRate());
        return new Fees(fee, feeVat, interest, interestVat, amount - fee - feeVat - interest - interestVat);
    }

    private static long percent(long base, BigDecimal rate) {
        return BigDecimal.valueOf(base)
                .multiply(rate)
                .movePointLeft(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
