package io.satang.charge.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.Pricing;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What holds for every amount and every pricing. */
class FeesPropertyTest {
    private static final long LARGEST = Long.MAX_VALUE / 1_000;

    @Property
    void nothingIsLostOrMade(
            @ForAll @LongRange(min = 1, max = LARGEST) long amount, @ForAll("pricings") Pricing pricing) {
        Fees fees = Fees.of(baht(amount), pricing);

        assertThat(fees.net()
                        .plus(fees.fee())
                        .plus(fees.feeVat())
                        .plus(fees.interest())
                        .plus(fees.interestVat()))
                .isEqualTo(baht(amount));
    }

    @Property
    void eachPartIsWithinHalfASubunitOfTheExactOne(
            @ForAll @LongRange(min = 1, max = LARGEST) long amount, @ForAll("pricings") Pricing pricing) {
        Fees fees = Fees.of(baht(amount), pricing);
        BigDecimal months = BigDecimal.valueOf(pricing.installmentTerm());

        assertHalfUp(fees.fee(), baht(amount), pricing.feeRate());
        assertHalfUp(fees.feeVat(), fees.fee(), pricing.vatRate());
        assertHalfUp(fees.interest(), baht(amount), pricing.interestRate().multiply(months));
        assertHalfUp(fees.interestVat(), fees.interest(), pricing.vatRate());
    }

    @Property
    void aLargerAmountNeverCostsLess(
            @ForAll @LongRange(min = 1, max = LARGEST - 1_000) long amount,
            @ForAll @LongRange(max = 1_000) long more,
            @ForAll("pricings") Pricing pricing) {
        Fees small = Fees.of(baht(amount), pricing);
        Fees large = Fees.of(baht(amount + more), pricing);

        assertThat(small.fee().isMoreThan(large.fee())).isFalse();
        assertThat(small.feeVat().isMoreThan(large.feeVat())).isFalse();
        assertThat(small.interest().isMoreThan(large.interest())).isFalse();
        assertThat(small.interestVat().isMoreThan(large.interestVat())).isFalse();
    }

    @Property
    void whatThePayerPaysInterestForCostsTheMerchantNone(@ForAll @LongRange(min = 1, max = LARGEST) long amount) {
        Fees fees = Fees.of(
                baht(amount), new Pricing(new BigDecimal("3.65"), new BigDecimal("7"), BigDecimal.ZERO, 10, false));

        assertThat(fees.interest()).isEqualTo(baht(0));
        assertThat(fees.interestVat()).isEqualTo(baht(0));
    }

    private static Money baht(long subunits) {
        return new Money(subunits, Currency.THB);
    }

    /** Rates to the hundredth of a percent, as the catalogue has them. */
    @Provide
    Arbitrary<Pricing> pricings() {
        Arbitrary<BigDecimal> percent = Arbitraries.bigIntegers()
                .between(BigInteger.ZERO, BigInteger.valueOf(1_000))
                .map(n -> new BigDecimal(n, 2));
        return Combinators.combine(
                        percent,
                        percent,
                        Arbitraries.bigIntegers()
                                .between(BigInteger.ZERO, BigInteger.valueOf(200))
                                .map(n -> new BigDecimal(n, 2)),
                        Arbitraries.integers().between(0, 36))
                .as((fee, vat, interest, term) -> new Pricing(fee, vat, interest, term, interest.signum() > 0));
    }

    /** Exact − ½ < rounded ≤ exact + ½: that is what half up means for what is never negative. */
    private static void assertHalfUp(Money rounded, Money base, BigDecimal percent) {
        BigDecimal exact = BigDecimal.valueOf(base.subunits()).multiply(percent).movePointLeft(2);
        BigDecimal difference = BigDecimal.valueOf(rounded.subunits()).subtract(exact);
        BigDecimal half = new BigDecimal("0.5");

        assertThat(difference).isGreaterThan(half.negate()).isLessThanOrEqualTo(half);
    }
}
