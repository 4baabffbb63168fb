package io.satang.offers.redemption;

import java.util.Map;
import java.util.Optional;

/**
 * The counts of locked offers, as they were read.
 *
 * @param uses  how often links were redeemed, by the link's id
 * @param spent what periods of budgets cost, where something was paid from them
 */
record Counted(Map<String, Long> uses, Map<BudgetKey, Spent> spent) {
    Counted {
        uses = Map.copyOf(uses);
        spent = Map.copyOf(spent);
    }

    /** What a period costs, in subunits. */
    long cost(BudgetKey key) {
        return Optional.ofNullable(spent.get(key)).map(Spent::cost).orElse(0L);
    }

    /**
     * A period of a budget.
     *
     * @param limit what it may cost, as it was known when the period began; empty without a budget
     * @param cost  subunits
     */
    record Spent(Optional<Long> limit, long cost) {}
}
