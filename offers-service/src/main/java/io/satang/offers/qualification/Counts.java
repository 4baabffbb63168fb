package io.satang.offers.qualification;

import io.satang.platform.money.Money;
import java.util.Objects;

/**
 * What counts against an offer's limits at the moment of decision.
 *
 * @param byCard    how often the card has redeemed it
 * @param total     how often all cards have
 * @param spent     what the rewards of the payment's budget period cost
 * @param paidBefore whether the card has paid at the merchant within the time that the offer asks about
 */
public record Counts(long byCard, long total, Money spent, boolean paidBefore) {
    public Counts {
        Objects.requireNonNull(spent, "spent");
    }
}
