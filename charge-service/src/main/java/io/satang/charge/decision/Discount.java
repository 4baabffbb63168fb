package io.satang.charge.decision;

import io.satang.platform.money.Money;
import java.util.Objects;

/**
 * By how much a payer is charged less, as it was set aside before the payment.
 *
 * @param offerId      the offer that gives it, {@code offr_…}
 * @param redemptionId by what the offers-service knows it, {@code rdmp_…}
 * @param amount       more than nothing
 */
public record Discount(String offerId, String redemptionId, Money amount) {
    public Discount {
        Objects.requireNonNull(offerId, "offerId");
        Objects.requireNonNull(redemptionId, "redemptionId");
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a discount of " + amount);
        }
    }
}
