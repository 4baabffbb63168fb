package io.satang.source.card;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of a card. Whatever prints it prints its last digits only.
 *
 * @param digits 12 to 19 of them, with a check digit that fits
 */
public record CardNumber(String digits) {
    private static final Pattern SHAPE = Pattern.compile("[0-9]{12,19}");
    private static final int LAST_DIGITS = 4;

    public CardNumber {
        Objects.requireNonNull(digits, "digits");
        if (!isOne(digits)) {
            throw new IllegalArgumentException("this is not the number of a card");
        }
    }

    /** Reads what people type, spaces between the digits included; empty when it is none. */
    public static Optional<CardNumber> parse(String text) {
        String digits = text.replace(" ", "");
        return isOne(digits) ? Optional.of(new CardNumber(digits)) : Optional.empty();
    }

    private static boolean isOne(String digits) {
        return SHAPE.matcher(digits).matches() && luhnSum(digits) % 10 == 0;
    }

    /** ISO/IEC 7812-1, annex B: every second digit from the right counts twice, as the sum of its digits. */
    private static int luhnSum(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : 2 * digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum;
    }

    /** The last four digits, which may be shown. */
    public String lastDigits() {
        return digits.substring(digits.length() - LAST_DIGITS);
    }

    /** Whether a text has this number within it, however its digits are set apart. */
    boolean isIn(String text) {
        return text.length() >= digits.length() && text.replaceAll("[^0-9]", "").contains(digits);
    }

    @Override
    public String toString() {
        return "card …" + lastDigits();
    }
}
