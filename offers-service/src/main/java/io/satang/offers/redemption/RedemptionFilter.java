package io.satang.offers.redemption;

import io.satang.platform.error.ApiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which redemptions are asked for. */
final class RedemptionFilter {
    private final Instant now;
    private final StringBuilder where = new StringBuilder("row.accountId = ?1");
    private final List<Object> values = new ArrayList<>();

    /** All of an account's, as they stand at this time. */
    RedemptionFilter(String accountId, Instant now) {
        this.now = Objects.requireNonNull(now, "now");
        values.add(accountId);
    }

    /** Only those with this value. */
    void with(String field, String value) {
        values.add(value);
        where.append(" and ").append(field).append(" = ?").append(values.size());
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
        values.add(now);
        where.append(" and row.payableAt ").append(comparison).append(" ?").append(values.size());
    }

    String where() {
        return where.toString();
    }

    List<Object> values() {
        return List.copyOf(values);
    }
}
