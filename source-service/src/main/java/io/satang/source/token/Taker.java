package io.satang.source.token;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Who takes a token.
 *
 * @param id        the charge that it pays, {@code chrg_…}, or the customer that keeps its card, {@code cust_…}
 * @param accountId whose charge or customer it is
 */
record Taker(String id, String accountId) {
    static final String CUSTOMER_PREFIX = "cust_";

    private static final Pattern CHARGE_ID = Pattern.compile("chrg(_test)?_[0-9a-z]{1,64}");
    private static final Pattern CUSTOMER_ID = Pattern.compile("cust(_test)?_[0-9a-z]{1,64}");

    Taker {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(accountId, "accountId");
    }

    static boolean isChargeId(String text) {
        return CHARGE_ID.matcher(text).matches();
    }

    static boolean isCustomerId(String text) {
        return CUSTOMER_ID.matcher(text).matches();
    }
}
