package io.satang.platform.database;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows as one array for each column, which is how a statement takes many of them ({@code unnest}). */
public final class Columns {
    private Columns() {}

    /** A column of texts. */
    public static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> column) {
        return column(rows, column, new @Nullable String[rows.size()]);
    }

    /** A column of whole numbers. */
    public static <T> @Nullable Long[] longs(List<T> rows, Function<T, @Nullable Long> column) {
        return column(rows, column, new @Nullable Long[rows.size()]);
    }

    /** A column of yes and no. */
    public static <T> Boolean[] booleans(List<T> rows, Function<T, Boolean> column) {
        return column(rows, column, new Boolean[rows.size()]);
    }

    /** A column of times. */
    public static <T> @Nullable OffsetDateTime[] times(List<T> rows, Function<T, @Nullable Instant> column) {
        return column(rows, row -> offset(column.apply(row)), new @Nullable OffsetDateTime[rows.size()]);
    }

    /** A column of days. */
    public static <T> LocalDate[] days(List<T> rows, Function<T, LocalDate> column) {
        return column(rows, column, new LocalDate[rows.size()]);
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    // A loop, as this is what every statement does with every column, and a stream costs several times as much.
    private static <T, V extends @Nullable Object> V[] column(List<T> rows, Function<T, V> column, V[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        return values;
    }
}
