package io.satang.offers.offer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/** An offer whose row a transaction has locked: nobody else changes it, or counts upon it, until that has ended. */
public final class LockedOffer {
    private final OfferEntity row;
    private final RunningOffer terms;
    private final Instant now;

    LockedOffer(OfferEntity row, Instant now) {
        this.row = Objects.requireNonNull(row, "row");
        this.now = Objects.requireNonNull(now, "now");
        Offer offer = row.offer();
        this.terms = new RunningOffer(offer.id(), offer.accountId(), offer.livemode(), offer.stage(), offer.terms());
    }

    /** Which offer it is, and what it promises. */
    public RunningOffer offer() {
        return terms;
    }

    /** The database's time when the lock was there. Whoever had it before has an earlier one, however far clocks are apart. */
    public Instant now() {
        return now;
    }

    /** How often it was redeemed before, without what was released. */
    public long redeemed() {
        return row.reserved - row.released;
    }

    /** The first day of its budget's present period. */
    public LocalDate period() {
        return terms.terms().budgetPeriod(now);
    }

    OfferEntity row() {
        return row;
    }
}
