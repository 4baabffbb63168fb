package io.satang.offers.redemption;

import io.satang.offers.listing.Conditions;
import io.satang.platform.error.ApiException;
import java.time.Instant;
import java.util.Objects;

/** Which redemptions are asked for. */
final class RedemptionFilter {
    private final Instant now;
    private final Conditions conditions;

    /** All of an account's, as they stand at this time. */
    RedemptionFilter(String accountId, Instant now) {
        this.now = Objects.requireNonNull(now, "now");
        this.conditions = new Conditions(accountId);
    }

    /** Only those with this value. */
    void with(String field, String value) {
        conditions.and(field + " = " + conditions.parameter(value));
    }

    /** Only those in this state; {@code bad_request} when it is none. */
    void state(String state) {
        switch (state) {
            case "confirmed" -> payable(">");
            case "payable" -> payable("<=");
            case "rejected", "reserved", "pending", "clawed_back", "released" -> with("row.state", state);
            default -> throw ApiException.badRequest("state is invalid");
        }
    }

    // Time makes the difference, and no row says so.
    private void payable(String comparison) {
        with("row.state", "confirmed");
        conditions.and("row.payableAt " + comparison + " " + conditions.parameter(now));
    }

    Conditions conditions() {
        return conditions;
    }
}
