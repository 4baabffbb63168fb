package io.satang.platform.id;

import java.util.Optional;

/**
 * Names a card, also in the vault.
 *
 * @param value as it is written everywhere, for instance {@code card_test_5satang000000000001}
 */
public record CardId(String value) {
    private static final IdShape SHAPE = new IdShape("card");

    /** @throws IllegalArgumentException when the text has another shape */
    public CardId {
        SHAPE.require(value);
    }

    /** The id that somebody else has written; empty when the text cannot be one. */
    public static Optional<CardId> parse(String text) {
        return SHAPE.fits(text) ? Optional.of(new CardId(text)) : Optional.empty();
    }

    /** The id as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
