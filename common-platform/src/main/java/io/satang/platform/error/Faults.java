package io.satang.platform.error;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything that is wrong with one request, in one sentence: {@code a}, {@code a and b}, {@code a, b, and c} (reference omise-api §6). */
public final class Faults {
    private Faults() {}

    /** The sentence of these faults, each of them once; empty when there are none. */
    public static Optional<String> sentence(Collection<String> faults) {
        List<String> each = faults.stream().distinct().toList();
        return switch (each.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(each.getFirst());
            case 2 -> Optional.of(each.getFirst() + " and " + each.getLast());
            default ->
                Optional.of(each.stream().limit(each.size() - 1L).collect(Collectors.joining(", ")) + ", and "
                        + each.getLast());
        };
    }
}
