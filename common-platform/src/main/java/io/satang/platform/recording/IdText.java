package io.satang.platform.recording;

import io.satang.platform.id.IdShape;
import java.util.regex.Pattern;

/** What names an object of ours (reference omise-api §4): nobody's name and no number of a card looks like it. */
final class IdText {
    private static final Pattern PATTERN = Pattern.compile(IdShape.OF_OURS);

    private IdText() {}

    static boolean is(String text) {
        return PATTERN.matcher(text).matches() && !CardDigits.mayBeIn(text);
    }
}
