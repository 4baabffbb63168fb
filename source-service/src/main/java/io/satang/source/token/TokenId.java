package io.satang.source.token;

import io.satang.platform.id.IdShape;
import java.util.regex.Pattern;

/** What ids of tokens look like (reference omise-api §4). */
final class TokenId {
    private static final IdShape SHAPE = new IdShape("tokn");
    private static final Pattern MANY_DIGITS = Pattern.compile("[0-9][0-9 -]{10,}[0-9]");

    private TokenId() {}

    /** Whether a token can have this id at all; PostgreSQL does not take every text. */
    static boolean isWellFormed(String text) {
        return SHAPE.fits(text);
    }

    /** The text as it may be said again: what somebody took for an id may be the number of a card. */
    static String printable(String text) {
        return isWellFormed(text) ? text : MANY_DIGITS.matcher(text).replaceAll("…");
    }
}
