package io.satang.offers.offer;

import java.util.Objects;

/** A locked offer, and how much of it is used up once everything is written that was decided under the lock. */
public record UsedOffer(LockedOffer offer, Usage used) {
    public UsedOffer {
        Objects.requireNonNull(offer, "offer");
        Objects.requireNonNull(used, "used");
    }

    /** Whether it was used up, or freed, since somebody looked last. */
    boolean isOtherwise() {
        return used.isExhausted(offer.offer().terms()) != (offer.row().standing() == OfferState.BUDGET_EXHAUSTED);
    }
}
