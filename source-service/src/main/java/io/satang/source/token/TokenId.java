package io.satang.source.token;

import io.satang.platform.id.IdShape;

/** What ids of tokens look like (reference omise-api §4). */
final class TokenId {
    private static final IdShape SHAPE = new IdShape("tokn");

    private TokenId() {}

    /** Whether a token can have this id at all; PostgreSQL does not take every text. */
    static boolean isWellFormed(String text) {
        return SHAPE.fits(text);
    }
}
