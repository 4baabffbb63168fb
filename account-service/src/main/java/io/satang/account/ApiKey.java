package io.satang.account;

import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.key.KeyHash;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An API key as it is stored.
 *
 * @param hash       keyed hash of what the merchant sends
 * @param kind       what it may be used for
 * @param createdAt  when it was issued
 * @param expiresAt  when it stops to work, if it was rolled
 * @param lastFour   how it ends, by which its merchant tells it from others; empty for keys of before this was kept
 * @param lastUsedAt the minute in which it was used last, as far as that has been heard of
 */
public record ApiKey(
        String hash,
        KeyKind kind,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<String> lastFour,
        Optional<Instant> lastUsedAt) {
    private static final int SHOWN_CHARS = 4;

    public ApiKey {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(lastFour, "lastFour");
        Objects.requireNonNull(lastUsedAt, "lastUsedAt");
    }

    /** A key that works until it is rolled. Of the key itself no more is kept than its end. */
    public static ApiKey issued(String key, KeyHash keyHash, KeyKind kind, Instant now) {
        return new ApiKey(
                keyHash.of(key),
                kind,
                now,
                Optional.empty(),
                Optional.of(key.substring(key.length() - SHOWN_CHARS)),
                Optional.empty());
    }

    /** Whether it no longer works at this time. */
    public boolean expired(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** The same key, working until this time at the latest. */
    public ApiKey until(Instant end) {
        return expiresAt.filter(present -> !present.isAfter(end)).isPresent()
                ? this
                : new ApiKey(hash, kind, createdAt, Optional.of(end), lastFour, lastUsedAt);
    }
}
