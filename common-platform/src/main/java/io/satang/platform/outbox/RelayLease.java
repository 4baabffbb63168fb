package io.satang.platform.outbox;

import java.util.Objects;

/**
 * Says that one replica relays for all.
 *
 * @param holder the replica, by a name that it took at its start
 * @param epoch  counts the changes of holder
 */
public record RelayLease(String holder, long epoch) {
    public RelayLease {
        Objects.requireNonNull(holder, "holder");
    }
}
