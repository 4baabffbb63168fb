package io.satang.platform.money;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The currencies that may be charged and how many subunits digits they have (reference omise-api §8.1; JPY has none). */
public final class Currencies {
    private static final Map<String, Integer> EXPONENTS = Map.ofEntries(
            Map.entry("THB", 2),
            Map.entry("JPY", 0),
            Map.entry("SGD", 2),
            Map.entry("MYR", 2),
            Map.entry("USD", 2),
            Map.entry("EUR", 2),
            Map.entry("GBP", 2),
            Map.entry("AUD", 2),
            Map.entry("CHF", 2),
            Map.entry("CNY", 2),
            Map.entry("DKK", 2),
            Map.entry("HKD", 2));

    private Currencies() {}

    /** The upper-case code, if it is one of ours; clients write it in any case. */
    public static Optional<String> parse(String text) {
        String code = text.toUpperCase(Locale.ROOT);
        return EXPONENTS.containsKey(code) ? Optional.of(code) : Optional.empty();
    }

    /** How many digits stand behind the decimal point. */
    public static int exponent(String code) {
        return Objects.requireNonNull(EXPONENTS.get(code), code);
    }
}
