package io.satang.webhook.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Columns of types that only deliveries have, beside those of {@link io.satang.platform.database.Columns}. */
final class Columns {
    private Columns() {}

    static <T> String[] optionalTexts(List<T> rows, Function<T, Optional<String>> column) {
        return rows.stream().map(row -> column.apply(row).orElse(null)).toArray(String[]::new);
    }

    static <T> OffsetDateTime[] optionalTimes(List<T> rows, Function<T, Optional<Instant>> column) {
        return rows.stream()
                .map(row ->
                        column.apply(row).map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .toArray(OffsetDateTime[]::new);
    }

    static <T> Short[] shorts(List<T> rows, ToIntFunction<T> column) {
        return rows.stream().map(row -> (short) column.applyAsInt(row)).toArray(Short[]::new);
    }

    static <T> Integer[] integers(List<T> rows, Function<T, Integer> column) {
        return rows.stream().map(column).toArray(Integer[]::new);
    }

    static <T> Long[] optionalMillis(List<T> rows, Function<T, Optional<Duration>> column) {
        return rows.stream()
                .map(row -> column.apply(row).map(Duration::toMillis).orElse(null))
                .toArray(Long[]::new);
    }
}
