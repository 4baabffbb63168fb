package io.satang.source.read;

import java.util.regex.Pattern;

/** What ids of sources look like (reference omise-api §4). */
final class SourceId {
    private static final Pattern SHAPE = Pattern.compile("src(_test)?_[0-9a-z]{1,64}");

    private SourceId() {}

    /** Whether a source can have this id at all; PostgreSQL does not take every text. */
    static boolean isWellFormed(String text) {
        return SHAPE.matcher(text).matches();
    }
}
