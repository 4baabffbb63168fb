package io.satang.charge.customer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells numbers of cards from other texts: 13 to 19 digits whose last one follows from the others (ISO/IEC 7812-1, annex B). */
final class CardDigits {
    private static final Pattern MANY = Pattern.compile("[0-9](?:[ -]?[0-9]){12,18}");
    private static final int TEN = 10;
    private static final int NINE = 9;

    private CardDigits() {}

    /** Whether a text has what may be the number of a card within it. */
    static boolean areIn(String text) {
        Matcher digits = MANY.matcher(text);
        while (digits.find()) {
            if (isCheckDigitRight(digits.group().replaceAll("[ -]", ""))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCheckDigitRight(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(digits.length() - 1 - i), TEN);
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > NINE ? weighted - NINE : weighted;
        }
        return sum % TEN == 0;
    }
}
