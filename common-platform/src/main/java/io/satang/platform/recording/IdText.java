package io.satang.platform.recording;

import java.util.regex.Pattern;

/** What names an object of ours (reference omise-api §4): nobody's name and no number of a card looks like it. */
final class IdText {
    static final String SHAPE = "[a-z0-9]{2,12}(_test)?_[0-9a-z]{19}";

    private static final Pattern PATTERN = Pattern.compile(SHAPE);

    private IdText() {}

    static boolean is(String text) {
        return PATTERN.matcher(text).matches() && !CardDigits.mayBeIn(text);
    }
}
