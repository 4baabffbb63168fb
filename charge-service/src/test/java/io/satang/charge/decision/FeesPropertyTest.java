package io.satang.charge.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.Pricing;
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
        Fees fees = Fees.of(amount, pricing);

        assertThat(fees.net() + fees.fee() + fees.feeVat() + fees.interest() + fees.interestVat())
                .isEqualTo(amount);
    }

    @Property
    void eachPartIsWithinHalfASubunitOfTheExactOne(
            @ForAll @LongRange(min = 1, max = LARGEST) long amount, @ForAll("pricings") Pricing pricing) {
        Fees fees = Fees.of(amount, pricing);
        BigDecimal months = BigDecimal.valueOf(pricing.installmentTerm());

        assertHalfUp(fees.fee(), amount, pricing.feeRate());
        assertHalfUp(fees.feeVat(), fees.fee(), pricing.vatRate());
        assertHalfUp(fees.interest(), amount, pricing.interestRate().multiply(months));
        assertHalfUp(fees.interestVat(), fees.interest(), pricing.vatRate());
    }

    @Property
    void aLargerAmountNeverCostsLess(
            @ForAll @LongRange(min = 1, max = LARGEST - 1_000) long amount,
            @ForAll @LongRange(max = 1_000) long more,
            @ForAll("pricings") Pricing pricing) {
        Fees small = Fees.of(amount, pricing);
        Fees large = Fees.of(amount + more, pricing);

        assertThat(large.fee()).isGreaterThanOrEqualTo(small.fee());
        assertThat(large.feeVat()).isGreaterThanOrEqualTo(small.feeVat());
        assertThat(large.interest()).isGreaterThanOrEqualTo(small.interest());
        assertThat(large.interestVat()).isGreaterThanOrEqualTo(small.interestVat());
    }

    @Property
    void whatThePayerPaysInterestForCostsTheMerchantNone(@ForAll @LongRange(min = 1, max = LARGEST) long amount) {
        Fees fees =
                Fees.of(amount, new Pricing(new BigDecimal("3.65"), new BigDecimal("7"), BigDecimal.ZERO, 10, false));

        assertThat(fees.interest()).isZero();
        assertThat(fees.interestVat()).isZero();
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
    private static void assertHalfUp(long rounded, long base, BigDecimal percent) {
        BigDecimal exact = BigDecimal.valueOf(base).multiply(percent).movePointLeft(2);
        BigDecimal difference = BigDecimal.valueOf(rounded).subtract(exact);
        BigDecimal half = new BigDecimal("0.5");

        assertThat(difference).isGreaterThan(half.negate()).isLessThanOrEqualTo(half);
    }
}
