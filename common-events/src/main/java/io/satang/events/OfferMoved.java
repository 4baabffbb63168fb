package io.satang.events;

import java.util.Objects;

/**
 * An offer stands otherwise than before (topics {@code offer.live}, {@code offer.expired} and {@code offer.budget-exhausted}).
 *
 * @param offerId        {@code offr_…}
 * @param state          {@code live}, {@code expired} or {@code budget_exhausted}
 * @param accountVersion the account's version when this happened, as in {@link ChargeChanged}
 * @param object         the offer as its owner sees it
 */
public record OfferMoved(
        String offerId, String state, @MayBeMissing long accountVersion, RawJson object) {
    public OfferMoved {
        Objects.requireNonNull(offerId, "offerId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(object, "object");
    }
}
