package io.satang.offers.redemption;

import io.satang.offers.offer.OfferId;
import java.util.List;
import java.util.Optional;

/**
 * What the decisions of one transaction change of the counts together; below zero where they give something back. What does not change is
 * not here.
 *
 * @param opened   budgets that have to be there first, or to know of another limit
 * @param paid     what periods of budgets cost
 * @param redeemed how often offers are redeemed
 * @param used     how often links are
 */
record CountChanges(List<Opened> opened, List<Paid> paid, List<Redeemed> redeemed, List<Used> used) {
    CountChanges {
        opened = List.copyOf(opened);
        paid = List.copyOf(paid);
        redeemed = List.copyOf(redeemed);
        used = List.copyOf(used);
    }

    /** @param limit what the period may cost; empty without a budget */
    record Opened(BudgetKey key, Optional<Long> limit) {}

    /** @param cost subunits */
    record Paid(BudgetKey key, long cost) {}

    /**
     * @param reserved redemptions
     * @param released those of them that came to nothing
     */
    record Redeemed(OfferId offer, long reserved, long released) {}

    /** @param most how often the card may redeem the offer */
    record Used(String link, long uses, long most) {}

    /** How many counts change. */
    int size() {
        return paid.size() + redeemed.size() + used.size();
    }
}
