package io.satang.platform.card;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The number of a card. Whatever prints it prints its last digits only.
 *
 * @param digits 12 to 19 of them, with a check digit that fits
 */
public record CardNumber(String digits) {
    private static final Pattern SHAPE = Pattern.compile("[0-9]{12,19}");
    private static final int DIGITS_MAX = 19;
    private static final Pattern BETWEEN_RUNS = Pattern.compile("[^0-9 -]|[ -]{2,}");
    private static final Pattern APART = Pattern.compile("[ -]");
    // RFC 9562, §4. One random one in 2,700 has groups of digits that would be a card's.
    private static final Pattern UUID = Pattern.compile(
            "(?i)(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9a-z])");
    private static final int PREFIX_DIGITS = 6;
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

    /** Whether a text has the number of any card within it, its groups of digits set apart by at most a space or a hyphen. A UUID is none. */
    public static boolean occursIn(String text) {
        return BETWEEN_RUNS
                .splitAsStream(UUID.matcher(text).replaceAll("UUID"))
                .map(run -> List.of(APART.split(run, -1)))
                .anyMatch(CardNumber::occursIn);
    }

    private static boolean occursIn(List<String> groups) {
        return IntStream.range(0, groups.size())
                .anyMatch(first -> IntStream.rangeClosed(first + 1, Math.min(first + DIGITS_MAX, groups.size()))
                        .mapToObj(end -> String.join("", groups.subList(first, end)))
                        .anyMatch(CardNumber::isOfBrand));
    }

    private static boolean isOfBrand(String digits) {
        return isOne(digits)
                && Brand.of(Integer.parseInt(digits.substring(0, PREFIX_DIGITS)))
                        .filter(brand -> brand.hasLength(digits.length()))
                        .isPresent();
    }

    @Override
    public String toString() {
        return "card …" + lastDigits();
    }
}
