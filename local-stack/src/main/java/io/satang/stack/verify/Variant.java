package io.satang.stack.verify;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that may have been signed, or signed with.
 *
 * @param mistake what was done if it was this one; empty when it is as it should be
 */
record Variant<T>(T value, Optional<Mistake> mistake) {
    Variant {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(mistake, "mistake");
    }

    static <T> Variant<T> right(T value) {
        return new Variant<>(value, Optional.empty());
    }

    static <T> Variant<T> wrong(T value, Mistake mistake) {
        return new Variant<>(value, Optional.of(mistake));
    }
}
