package io.satang.platform.paging;

import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/**
 * Which part of a list is asked for (reference omise-api §5.1).
 *
 * @param limit  1 to 100
 * @param offset from 0
 * @param from   created at or after, to the second that is displayed
 * @param to     created at or before, to the second that is displayed
 * @param order  oldest or newest first
 */
public record Page(int limit, int offset, Instant from, Instant to, Order order) {
    private static final int LIMIT_DEFAULT = 20;
    private static final int LIMIT_MAX = 100;
    private static final Duration REST_OF_A_SECOND = Duration.ofSeconds(1).minus(1, ChronoUnit.MICROS);

    /** The order of a list. */
    public enum Order {
        /** Oldest first. */
        CHRONOLOGICAL("chronological", "ASC"),
        /** Newest first. */
        REVERSE_CHRONOLOGICAL("reverse_chronological", "DESC");

        private final String wireName;
        private final String sql;

        Order(String wireName, String sql) {
            this.wireName = wireName;
            this.sql = sql;
        }

        /** As clients write it. */
        public String wireName() {
            return wireName;
        }

        /** {@code ASC} or {@code DESC}. */
        public String sql() {
            return sql;
        }
    }

    /** Reads limit, offset, from, to and order; a limit above 100 becomes 100. */
    public static Page from(Params params, Instant now) {
        return new Page(
                Math.clamp(atLeast(params, "limit", 1, LIMIT_DEFAULT), 1, LIMIT_MAX),
                (int) Math.min(atLeast(params, "offset", 0, 0), Integer.MAX_VALUE),
                params.instant("from").orElse(Instant.EPOCH),
                params.instant("to").orElse(now),
                params.text("order").map(Page::order).orElse(Order.CHRONOLOGICAL));
    }

    /** The earliest time that is asked for. Objects display whole seconds, so a fraction would leave out what shows this very time. */
    public Instant earliest() {
        return from.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The latest time that is asked for, to the microsecond: the end of the second {@code to}, for the same reason. */
    public Instant latest() {
        return to.truncatedTo(ChronoUnit.SECONDS).plus(REST_OF_A_SECOND);
    }

    private static long atLeast(Params params, String name, long least, long absent) {
        OptionalLong value = params.integer(name);
        if (value.isPresent() && value.getAsLong() < least) {
            throw ApiException.badRequest(name + " must be greater than or equal to " + least);
        }
        return value.orElse(absent);
    }

    private static Order order(String text) {
        for (Order order : Order.values()) {
            if (order.wireName().equals(text)) {
                return order;
            }
        }
        throw ApiException.badRequest("order is invalid");
    }
}
