package io.satang.simulation.check;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.Discount;
import io.satang.offers.offer.Budget;
import io.satang.offers.offer.Limits;
import io.satang.offers.redemption.RedemptionState;
import io.satang.offers.redemption.RedemptionState.ClawedBack;
import io.satang.offers.redemption.RedemptionState.Confirmed;
import io.satang.offers.redemption.RedemptionState.Rejected;
import io.satang.offers.redemption.RedemptionState.Released;
import io.satang.platform.money.Money;
import io.satang.simulation.postgres.OffersTable.Count;
import io.satang.simulation.postgres.OffersTable.Redemption;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Discounts: never beyond an offer's limits; redeemed and released are together what was reserved, what is spent is the sum of the rewards; who
 * has paid has paid less by what was set aside, and of who has not nothing is set aside any more.
 */
public final class OfferChecks {
    private final Verdict verdict;

    /** Checks that have seen nothing yet. */
    public OfferChecks(Verdict verdict) {
        this.verdict = verdict;
    }

    /** A redemption was written, after which its offer has given so much, and its card has redeemed it so often. */
    public void counted(Redemption row, Count count, long uses) {
        Limits limits = row.offer().terms().limits();
        boolean within = count.reserved() - count.released() <= limits.total().orElse(Long.MAX_VALUE)
                && uses <= limits.perCard().orElse(Long.MAX_VALUE)
                && count.spent()
                        <= limits.budget()
                                .map(Budget::limit)
                                .map(Money::subunits)
                                .orElse(Long.MAX_VALUE);
        verdict.require(within, () -> row.offer().id() + " is redeemed beyond its limits: " + count + ", " + uses);
    }

    /**
     * Everything is at rest.
     *
     * @param rows   by their charges, one for each
     * @param counts by offer
     * @param asked  what was to be paid for a charge before its discount
     */
    public void atRest(
            Collection<Redemption> rows,
            Map<String, Count> counts,
            Collection<Charge> charges,
            ToLongFunction<Charge> asked) {
        counts.forEach((offer, count) -> summed(offer, count, rows));
        charges.forEach(charge -> redeemed(
                charge,
                rows.stream()
                        .filter(row -> row.chargeId().equals(charge.id().value()))
                        .findFirst(),
                asked.applyAsLong(charge)));
    }

    private void summed(String offer, Count count, Collection<Redemption> all) {
        Collection<Redemption> rows = all.stream()
                .filter(row -> row.offer().id().value().equals(offer))
                .filter(row -> !(row.state() instanceof Rejected))
                .toList();
        long released =
                rows.stream().filter(row -> row.state() instanceof Released).count();
        long cost = rows.stream()
                .mapToLong(row -> row.state().cost(row.promised().none()).subunits())
                .sum();
        verdict.require(
                count.reserved() == rows.size() && count.released() == released,
                () -> offer + " counts " + count + " and has been redeemed " + rows.size() + " times, of which "
                        + released + " were released");
        verdict.require(count.spent() == cost, () -> offer + " has spent " + count.spent() + " on " + cost);
    }

    private void redeemed(Charge charge, Optional<Redemption> row, long asked) {
        verdict.require(
                charge.originalAmount().subunits() == asked,
                () -> charge.id() + " was to be of " + asked + " and is of " + charge.originalAmount());
        verdict.require(
                charge.offer().isPresent() || row.isEmpty(), () -> charge.id() + " redeems what nobody asked for");
        if (charge.offer().isEmpty()) {
            return;
        }
        if (charge.state() instanceof Successful paid) {
            discounted(charge, paid, row);
        } else {
            verdict.require(
                    row.map(Redemption::state)
                            .filter(state -> !(state instanceof Rejected || state instanceof Released))
                            .isEmpty(),
                    () -> charge.id() + " has ended without money and its discount is "
                            + row.orElseThrow().state().wireName());
        }
    }

    private void discounted(Charge charge, Successful paid, Optional<Redemption> row) {
        Optional<Money> discount = charge.discount().map(Discount::amount);
        verdict.require(
                discount.isPresent() && discount.equals(row.map(Redemption::promised)),
                () -> charge.id() + " was paid with a discount of " + discount + ", and what was set aside is " + row);
        boolean whole =
                paid.captured().equals(charge.amount()) && !paid.refunded().isPositive();
        verdict.require(
                row.map(Redemption::state)
                        .filter(state -> confirms(state, discount, whole))
                        .isPresent(),
                () -> charge.id() + " was paid and its discount is " + row.map(Redemption::state));
    }

    private static boolean confirms(RedemptionState state, Optional<Money> discount, boolean whole) {
        return switch (state) {
            case Confirmed confirmed ->
                !whole
                        || (discount.equals(Optional.of(confirmed.reward()))
                                && !confirmed.clawedBack().isPositive());
            case ClawedBack all -> !whole;
            case Released released -> !whole;
            case Rejected rejected -> false;
            case RedemptionState.Reserved reserved -> false;
            case RedemptionState.Pending pending -> false;
            case RedemptionState.Payable payable -> false;
        };
    }
}
