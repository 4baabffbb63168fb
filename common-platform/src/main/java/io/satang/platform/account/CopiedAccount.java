package io.satang.platform.account;

import java.util.Objects;

/**
 * An account as it was told.
 *
 * @param version the account's version, from 1
 * @param payload the JSON of {@link io.satang.events.AccountChanged}, which this version of the service may not be able to read
 */
public record CopiedAccount(String accountId, long version, String payload) {
    public CopiedAccount {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(payload, "payload");
    }
}
