package io.satang.source.catalogue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a parameter of a source looks like. */
public sealed interface Format {

    /**
     * A text.
     *
     * @param pattern           what the whole text matches
     * @param refusal           what is said of one that does not, after the parameter's name
     * @param maximumCharacters how long it may be, in code points
     */
    record Text(Pattern pattern, String refusal, int maximumCharacters) implements Format {
        public Text {
            Objects.requireNonNull(pattern, "pattern");
            Objects.requireNonNull(refusal, "refusal");
            if (maximumCharacters < 1) {
                throw new IllegalArgumentException("a text of at most " + maximumCharacters + " characters");
            }
        }

        /** Why this text is refused; empty when it is fine. */
        public Optional<String> refusal(String parameter, String text) {
            if (text.codePointCount(0, text.length()) > maximumCharacters) {
                return Optional.of(parameter + " is too long (maximum is " + maximumCharacters + " characters)");
            }
            return pattern.matcher(text).matches() ? Optional.empty() : Optional.of(parameter + " " + refusal);
        }
    }

    /**
     * One of a few values, written in letters of either case; anything else counts as not given, as clients have values of their own for
     * "none" (reference omise-api §3).
     *
     * @param values as they are kept and shown
     */
    record Choice(List<String> values) implements Format {
        public Choice {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("a choice among nothing");
            }
        }

        /** The value that is meant, if it is one of them. */
        public Optional<String> value(String text) {
            return values.stream().filter(text::equalsIgnoreCase).findFirst();
        }
    }

    /** A postal address. */
    record Address() implements Format {}

    /** The goods that are paid for. */
    record Items() implements Format {}
}
