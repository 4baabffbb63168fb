package io.satang.account.key;

import io.satang.account.ApiKey;
import io.satang.events.AccountChanged.KeyKind;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A key as its merchant sees it, but for the key itself.
 *
 * @param current whether it is the one that the request was made with
 */
record KeyView(
        String object,
        boolean livemode,
        String kind,
        Optional<String> lastFour,
        boolean current,
        Instant createdAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> expiresAt) {

    static KeyView of(ApiKey key, boolean livemode, String caller) {
        return new KeyView(
                "key",
                livemode,
                name(key.kind()),
                key.lastFour(),
                key.hash().equals(caller),
                key.createdAt(),
                key.lastUsedAt(),
                key.expiresAt());
    }

    static String name(KeyKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
