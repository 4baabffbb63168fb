package io.satang.offers.offer;

import java.util.Optional;

/** What its owner has made of an offer. What time and payments make of it is its {@link OfferState}. */
public enum Stage {
    /** Nobody can join, and everything may still change. */
    DRAFT("draft"),
    /** It runs, once its time has come. */
    PUBLISHED("published"),
    /** It is interrupted: payments meanwhile do not count. */
    PAUSED("paused");

    private final String wireName;

    Stage(String wireName) {
        this.wireName = wireName;
    }

    /** As rows have it. */
    public String wireName() {
        return wireName;
    }

    /** The stage that a row names; empty when it is none. */
    public static Optional<Stage> parse(String text) {
        return WireNames.find(values(), Stage::wireName, text);
    }

    /** Whether its owner may move it there; to where it is it may always be moved, which changes nothing. */
    boolean mayBecome(Stage next) {
        return switch (this) {
            case DRAFT -> next != PAUSED;
            case PUBLISHED, PAUSED -> next != DRAFT;
        };
    }
}
