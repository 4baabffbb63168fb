package io.satang.offers.offer;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Finds a value by the name that clients and rows have for it. */
final class WireNames {
    private WireNames() {}

    static <E> Optional<E> find(E[] values, Function<E, String> wireName, String text) {
        return Arrays.stream(values)
                .filter(value -> wireName.apply(value).equals(text))
                .findFirst();
    }
}
