package io.satang.platform.card;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code that is printed on a card and stored nowhere for long. It is never printed.
 *
 * @param digits three or four
 */
public record SecurityCode(String digits) {
    private static final Pattern SHAPE = Pattern.compile("[0-9]{3,4}");

    public SecurityCode {
        Objects.requireNonNull(digits, "digits");
    }

    /** Reads a code; empty when it is none. */
    static Optional<SecurityCode> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new SecurityCode(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "security code";
    }
}
