package io.satang.offers.offer;

import io.satang.offers.listing.Conditions;
import io.satang.platform.error.ApiException;
import java.time.Instant;
import java.util.Objects;

/**
 * Which offers are asked for. How one stands is what its row says of the last look, until the moment when time moves it on; then it is over or
 * live, for time moves none anywhere else.
 */
final class OfferFilter {
    private final Instant now;
    private final Conditions conditions;

    /** All of an account's, as they stand at this time. */
    OfferFilter(String accountId, Instant now) {
        this.now = Objects.requireNonNull(now, "now");
        this.conditions = new Conditions(accountId);
    }

    /** Only those in this state; {@code bad_request} when it is none. */
    void state(String text) {
        OfferState state = OfferState.parse(text).orElseThrow(() -> ApiException.badRequest("state is invalid"));
        String time = conditions.parameter(now);
        String still = "row.standing = " + conditions.parameter(state.wireName())
                + " and (row.moveAt is null or row.moveAt > " + time + ")";
        String moved = switch (state) {
            case LIVE -> moved(time, "(row.endsAt is null or row.endsAt > " + time + ")");
            case EXPIRED -> moved(time, "row.endsAt <= " + time);
            case DRAFT, UPCOMING, PAUSED, BUDGET_EXHAUSTED -> "";
        };
        conditions.and("(" + still + moved + ")");
    }

    private static String moved(String time, String since) {
        return " or row.moveAt <= " + time + " and " + since;
    }

    Conditions conditions() {
        return conditions;
    }
}
