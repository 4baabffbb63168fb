package io.satang.webhook.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** One array per column, as multi-row statements take them. */
final class Columns {
    private Columns() {}

    static <T> String[] texts(List<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    static <T> String[] optionalTexts(List<T> rows, Function<T, Optional<String>> column) {
        return rows.stream().map(row -> column.apply(row).orElse(null)).toArray(String[]::new);
    }

    static <T> Short[] shorts(List<T> rows, ToIntFunction<T> column) {
        return rows.stream().map(row -> (short) column.applyAsInt(row)).toArray(Short[]::new);
    }

    static <T> Integer[] integers(List<T> rows, Function<T, Integer> column) {
        return rows.stream().map(column).toArray(Integer[]::new);
    }

    static <T> Long[] longs(List<T> rows, Function<T, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    static <T> Boolean[] booleans(List<T> rows, Function<T, Boolean> column) {
        return rows.stream().map(column).toArray(Boolean[]::new);
    }

    static <T> OffsetDateTime[] times(List<T> rows, Function<T, Instant> column) {
        return rows.stream().map(column).map(Columns::utc).toArray(OffsetDateTime[]::new);
    }

    static <T> Long[] optionalMillis(List<T> rows, Function<T, Optional<Duration>> column) {
        return rows.stream()
                .map(row -> column.apply(row).map(Duration::toMillis).orElse(null))
                .toArray(Long[]::new);
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
