package io.satang.platform.paging;

import java.util.Locale;

/**
 * The {@code total} of a list, counted to {@value #COUNTED_BEYOND} behind the page's first item and no further: no list walks an account's
 * whole history (docs/decisions/0032-the-order-of-arrival.md). Whoever reads page after page until {@code total} misses none.
 */
public final class BoundedTotal {
    /** So many behind a page's first are counted. */
    public static final int COUNTED_BEYOND = 10_000;

    private BoundedTotal() {}

    /**
     * The statement that counts, as {@code total}.
     *
     * @param rows   what is counted, from {@code FROM} on
     * @param offset how many the page passes over: a parameter's name, of type {@code bigint}
     */
    public static String sql(String rows, String offset) {
        return String.format(
                Locale.ROOT,
                "SELECT count(*) AS total FROM (SELECT %s LIMIT %s::bigint + %d) counted",
                rows,
                offset,
                COUNTED_BEYOND);
    }
}
