package io.satang.platform.account;

import java.util.Map;
import java.util.Objects;

/**
 * Fired within this process: its copy of the accounts has everything that stands before these offsets of {@code account.changed}. Observers
 * must not block or fail.
 *
 * @param offsets by partition
 */
public record AccountsRead(Map<Integer, Long> offsets) {
    public AccountsRead {
        Objects.requireNonNull(offsets, "offsets");
    }
}
