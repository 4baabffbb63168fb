package io.satang.offers.offer;

import java.util.Objects;

/**
 * Where an offer is redeemed.
 *
 * @param id        as its owner names it
 * @param accountId the account that takes its payments
 */
record Merchant(String id, String accountId) {
    Merchant {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(accountId, "accountId");
    }
}
