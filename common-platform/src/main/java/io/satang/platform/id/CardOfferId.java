package io.satang.platform.id;

import java.util.Optional;

/**
 * Names the link of a card and an offer.
 *
 * @param value as it is written everywhere, for instance {@code cdof_test_5satang000000000001}
 */
public record CardOfferId(String value) {
    private static final IdShape SHAPE = new IdShape("cdof");

    /** @throws IllegalArgumentException when the text has another shape */
    public CardOfferId {
        SHAPE.require(value);
    }

    /** The id that somebody else has written; empty when the text cannot be one. */
    public static Optional<CardOfferId> parse(String text) {
        return SHAPE.fits(text) ? Optional.of(new CardOfferId(text)) : Optional.empty();
    }

    /** The id as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
