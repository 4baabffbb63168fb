package io.satang.offers.offer;

import java.time.Instant;
import java.util.Optional;

/** How an offer stands. Nobody moves it from one to the other but its owner, time, and the payments that use it up. */
public enum OfferState {
    /** Not published. */
    DRAFT("draft"),
    /** Published, and its time has not come. */
    UPCOMING("upcoming"),
    /** It can be redeemed. */
    LIVE("live"),
    /** Its owner has interrupted it. */
    PAUSED("paused"),
    /** Its time is over. */
    EXPIRED("expired"),
    /** It has been redeemed as often as it may be, or its budget is used up: for good, or until the next period. */
    BUDGET_EXHAUSTED("budget_exhausted");

    private final String wireName;

    OfferState(String wireName) {
        this.wireName = wireName;
    }

    /** As clients read it. */
    public String wireName() {
        return wireName;
    }

    /** The state that a client or a row names; empty when it is none. */
    static Optional<OfferState> parse(String text) {
        return WireNames.find(values(), OfferState::wireName, text);
    }

    /** Whether a card may be linked to it. */
    public boolean isOpen() {
        return switch (this) {
            case UPCOMING, LIVE -> true;
            case DRAFT, PAUSED, EXPIRED, BUDGET_EXHAUSTED -> false;
        };
    }

    /** How an offer stands at this time; one that is over stays so, whatever else could be said of it. */
    public static OfferState of(Stage stage, Terms terms, Usage usage, Instant now) {
        if (stage == Stage.DRAFT) {
            return DRAFT;
        }
        if (terms.validity().isOver(now)) {
            return EXPIRED;
        }
        if (stage == Stage.PAUSED) {
            return PAUSED;
        }
        if (usage.isExhausted(terms)) {
            return BUDGET_EXHAUSTED;
        }
        return terms.validity().isAhead(now) ? UPCOMING : LIVE;
    }
}
