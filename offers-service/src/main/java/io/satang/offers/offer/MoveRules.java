package io.satang.offers.offer;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When time moves an offer on. Total and free of effects. */
final class MoveRules {
    private MoveRules() {}

    /**
     * The first moment at which the offer may stand otherwise although nobody has touched it; empty when there is none.
     *
     * @param state how it stands now
     * @param used  how much of it is used up
     */
    static Optional<Instant> next(OfferState state, Terms terms, Usage used, Instant now) {
        return switch (state) {
            case DRAFT, EXPIRED -> Optional.empty();
            case UPCOMING -> Optional.of(terms.validity().from());
            case LIVE, PAUSED -> terms.validity().until();
            case BUDGET_EXHAUSTED ->
                Stream.concat(terms.validity().until().stream(), newBudget(terms, used, now).stream())
                        .min(Instant::compareTo);
        };
    }

    /** A new budget helps only an offer that may be redeemed again. */
    private static Optional<Instant> newBudget(Terms terms, Usage used, Instant now) {
        return terms.limits()
                .budget()
                .filter(budget -> !used.isRedeemedUp(terms))
                .flatMap(budget ->
                        budget.period().nextStart(now, terms.schedule().zone()));
    }
}
