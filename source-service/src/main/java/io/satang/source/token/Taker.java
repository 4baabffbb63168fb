package io.satang.source.token;

import io.satang.platform.id.IdShape;
import java.util.Objects;

/**
 * Who takes a token.
 *
 * @param id        the charge that it pays, {@code chrg_…}, or the customer that keeps its card, {@code cust_…}
 * @param accountId whose charge or customer it is
 */
record Taker(String id, String accountId) {
    private static final IdShape CHARGE_ID = new IdShape("chrg");
    private static final IdShape CUSTOMER_ID = new IdShape("cust");

    Taker {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(accountId, "accountId");
    }

    static boolean isChargeId(String text) {
        return CHARGE_ID.fits(text);
    }

    static boolean isCustomerId(String text) {
        return CUSTOMER_ID.fits(text);
    }
}
