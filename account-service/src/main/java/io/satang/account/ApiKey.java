package io.satang.account;

import io.satang.events.AccountChanged.KeyKind;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An API key as it is stored.
 *
 * @param hash      keyed hash of what the merchant sends
 * @param kind      what it may be used for
 * @param createdAt when it was issued
 * @param expiresAt when it stops to work, if it was rolled
 */
public record ApiKey(String hash, KeyKind kind, Instant createdAt, Optional<Instant> expiresAt) {
    public ApiKey {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** A key that works until it is rolled. */
    public static ApiKey issued(String hash, KeyKind kind, Instant now) {
        return new ApiKey(hash, kind, now, Optional.empty());
    }

    /** Whether it no longer works at this time. */
    public boolean expired(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** The same key, working until this time at the latest. */
    public ApiKey until(Instant end) {
        return expiresAt.filter(present -> !present.isAfter(end)).isPresent()
                ? this
                : new ApiKey(hash, kind, createdAt, Optional.of(end));
    }
}
