package io.satang.account;

import java.util.Objects;

/**
 * How often an account has been written.
 *
 * @param id      the account
 * @param version counts from 1
 */
public record AccountVersion(String id, long version) {
    public AccountVersion {
        Objects.requireNonNull(id, "id");
    }
}
