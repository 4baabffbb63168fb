package io.satang.platform.recording;

import java.util.regex.Pattern;

/** What might be the number of a card: twelve digits, whatever sets them apart. Better one text too many is left out. */
final class CardDigits {
    private static final Pattern NUMBER = Pattern.compile("(?:[0-9][^0-9A-Za-z]{0,3}){12}");

    private CardDigits() {}

    static boolean mayBeIn(String text) {
        return NUMBER.matcher(text).find();
    }
}
