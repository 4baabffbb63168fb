package io.satang.offers.redemption;

import io.satang.platform.money.Money;
import java.math.BigInteger;

/**
 * What a refund takes back of a reward: the same part of it as of the payment. It follows from the sum of all refunds and not from each, so
 * that what each of them takes adds up to the whole reward when all is given back, however the payment was cut.
 */
final class ClawBack {
    private static final BigInteger TWO = BigInteger.TWO;

    private ClawBack() {}

    /**
     * What refunds of this sum have taken back, rounded half up.
     *
     * @param reward   what {@code paid} has earned
     * @param paid     more than nothing
     * @param refunded of {@code paid}, no less than nothing; more than all of it counts as all
     */
    static Money of(Money reward, Money paid, Money refunded) {
        if (!paid.isMoreThan(refunded)) {
            return reward;
        }
        BigInteger whole = BigInteger.valueOf(paid.subunits());
        BigInteger twice = BigInteger.valueOf(reward.subunits())
                .multiply(BigInteger.valueOf(refunded.subunits()))
                .multiply(TWO);
        // Half up: (2rf + p) / 2p, in whole numbers.
        BigInteger part = twice.add(whole).divide(whole.multiply(TWO));
        return new Money(part.longValueExact(), reward.currency());
    }
}
