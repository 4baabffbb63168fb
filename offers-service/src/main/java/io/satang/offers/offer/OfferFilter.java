package io.satang.offers.offer;

import io.satang.platform.error.ApiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which offers are asked for. How one stands is what its row says of the last look, until the moment when time moves it on; then it is over or
 * live, for time moves none anywhere else.
 */
final class OfferFilter {
    private final Instant now;
    private final StringBuilder where = new StringBuilder("row.accountId = ?1");
    private final List<Object> values = new ArrayList<>();

    /** All of an account's, as they stand at this time. */
    OfferFilter(String accountId, Instant now) {
        this.now = Objects.requireNonNull(now, "now");
        values.add(accountId);
    }

    /** Only those in this state; {@code bad_request} when it is none. */
    void state(String text) {
        OfferState state = OfferState.parse(text).orElseThrow(() -> ApiException.badRequest("state is invalid"));
        String time = parameter(now);
        String still = "row.standing = " + parameter(state.wireName()) + " and (row.moveAt is null or row.moveAt > "
                + time + ")";
        where.append(" and (").append(still);
        switch (state) {
            case LIVE -> where.append(moved(time, "(row.endsAt is null or row.endsAt > " + time + ")"));
            case EXPIRED -> where.append(moved(time, "row.endsAt <= " + time));
            case DRAFT, UPCOMING, PAUSED, BUDGET_EXHAUSTED -> {}
        }
        where.append(')');
    }

    private static String moved(String time, String since) {
        return " or row.moveAt <= " + time + " and " + since;
    }

    private String parameter(Object value) {
        values.add(value);
        return "?" + values.size();
    }

    String where() {
        return where.toString();
    }

    List<Object> values() {
        return List.copyOf(values);
    }
}
