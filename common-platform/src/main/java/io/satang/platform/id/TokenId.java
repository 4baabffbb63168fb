package io.satang.platform.id;

import java.util.Optional;

/**
 * Names a token: a card that may be charged or kept, once.
 *
 * @param value as it is written everywhere, for instance {@code tokn_test_5satang000000000001}
 */
public record TokenId(String value) {
    private static final IdShape SHAPE = new IdShape("tokn");

    /** @throws IllegalArgumentException when the text has another shape */
    public TokenId {
        SHAPE.require(value);
    }

    /** The id that somebody else has written; empty when the text cannot be one. */
    public static Optional<TokenId> parse(String text) {
        return SHAPE.fits(text) ? Optional.of(new TokenId(text)) : Optional.empty();
    }

    /** The id as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
