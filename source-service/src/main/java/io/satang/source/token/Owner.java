package io.satang.source.token;

import java.util.Objects;

/**
 * Whose token it is.
 *
 * @param accountId the account
 * @param livemode  whether its cards are charged in earnest
 */
record Owner(String accountId, boolean livemode) {
    Owner {
        Objects.requireNonNull(accountId, "accountId");
    }
}
