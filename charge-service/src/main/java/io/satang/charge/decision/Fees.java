package io.satang.charge.decision;

import io.satang.events.Pricing;
import io.satang.platform.money.Money;
import java.math.BigDecimal;

/**
 * What a charge costs the merchant and what is left (reference omise-api §9.3): each step is rounded half up to a subunit, and VAT is taken
 * of the rounded fee.
 *
 * @param interest nothing unless the merchant absorbs it
 * @param net      what remains of the amount
 */
public record Fees(Money fee, Money feeVat, Money interest, Money interestVat, Money net) {

    /** The fees of an amount. */
    public static Fees of(Money amount, Pricing pricing) {
        Money fee = amount.percent(pricing.feeRate());
        Money feeVat = fee.percent(pricing.vatRate());
        BigDecimal termRate = pricing.interestRate().multiply(BigDecimal.valueOf(pricing.installmentTerm()));
        Money interest = amount.percent(termRate);
        Money interestVat = interest.percent(pricing.vatRate());
        Money net = amount.minus(fee).minus(feeVat).minus(interest).minus(interestVat);
        return new Fees(fee, feeVat, interest, interestVat, net);
    }
}
