package io.satang.console.page;

import java.math.BigDecimal;
import java.util.OptionalLong;

/** Amounts as people type them. */
public final class Amounts {
    private static final int CHARS_MAX = 20;

    private Amounts() {}

    /** In subunits; empty when it is no positive amount of this currency. */
    public static OptionalLong subunits(String typed, String currency) {
        String digits = typed.replace(",", "").replace("\u00a0", "").strip();
        if (!digits.matches("[0-9]{1,15}([.][0-9]{0,3})?") || digits.length() > CHARS_MAX) {
            return OptionalLong.empty();
        }
        try {
            long subunits = new BigDecimal(digits)
                    .movePointRight(Wording.digits(currency))
                    .longValueExact();
            return subunits > 0 ? OptionalLong.of(subunits) : OptionalLong.empty();
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** As it stands in a field that it may be changed in. */
    public static String typed(long subunits, String currency) {
        return BigDecimal.valueOf(subunits, Wording.digits(currency)).toPlainString();
    }
}
