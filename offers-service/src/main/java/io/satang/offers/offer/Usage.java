package io.satang.offers.offer;

import io.satang.platform.money.Money;
import java.util.Objects;

/**
 * How much of an offer is used up.
 *
 * @param redeemed how often it was redeemed, without what was released
 * @param spent    what the rewards of the present period of its budget cost
 */
public record Usage(long redeemed, Money spent) {
    public Usage {
        Objects.requireNonNull(spent, "spent");
    }

    /** Whether it was redeemed as often as it may be. */
    boolean isRedeemedUp(Terms terms) {
        return redeemed >= terms.limits().total().orElse(Long.MAX_VALUE);
    }

    /** Whether there is nothing left for another payment. */
    boolean isExhausted(Terms terms) {
        Limits limits = terms.limits();
        boolean allSpent = limits.budget()
                .filter(budget -> terms.leastReward().isMoreThan(budget.limit().minus(spent)))
                .isPresent();
        return isRedeemedUp(terms) || allSpent;
    }
}
