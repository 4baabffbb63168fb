package io.satang.account.key;

import io.satang.account.Account;
import io.satang.account.MintedKeys;
import io.satang.account.audit.AuditEntry.Action;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A merchant's wish for another key.
 *
 * @param kind    of which kind
 * @param overlap how long the present keys of this kind work on
 */
record RollKey(KeyKind kind, Duration overlap) {
    /** How many keys of a kind work at the same time. */
    static final int WORKING_MAX = 10;

    private static final Set<String> PARAMS = Set.of("kind", "overlap");
    private static final long OVERLAP_SECONDS_DEFAULT = Duration.ofDays(1).toSeconds();
    private static final long OVERLAP_SECONDS_MAX = Duration.ofDays(7).toSeconds();

    /** The answer that shows a secret key may get lost; until the present one ends it can ask again, and nobody is locked out. */
    private static final long SECRET_OVERLAP_SECONDS_MIN = 60;

    RollKey {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(overlap, "overlap");
    }

    static RollKey from(Params params) {
        params.requireOnly(PARAMS);
        KeyKind kind = kind(params.requiredText("kind"));
        long seconds = params.integer("overlap").orElse(OVERLAP_SECONDS_DEFAULT);
        long least = kind == KeyKind.SECRET ? SECRET_OVERLAP_SECONDS_MIN : 0;
        if (seconds < least || seconds > OVERLAP_SECONDS_MAX) {
            throw ApiException.badRequest("overlap must be between " + least + " and " + OVERLAP_SECONDS_MAX);
        }
        return new RollKey(kind, Duration.ofSeconds(seconds));
    }

    /** The account with the new key. */
    Account apply(Account account, MintedKeys minted, Instant now) {
        long working = account.keys().stream()
                .filter(key -> key.kind() == kind && !key.expired(now))
                .count();
        if (working >= WORKING_MAX) {
            throw ApiException.badRequest(
                    WORKING_MAX + " keys of this kind work already: roll again when one of them has expired");
        }
        return minted.rolledInto(account, now, overlap);
    }

    /** What this is to whoever looks back. */
    Action action() {
        return overlap.isZero() ? Action.KEYS_REVOKED : Action.KEYS_ROLLED;
    }

    /** What is kept of it. */
    Map<String, String> details() {
        return Map.of("kinds", KeyView.name(kind), "overlap_seconds", Long.toString(overlap.toSeconds()));
    }

    private static KeyKind kind(String text) {
        return switch (text) {
            case "public" -> KeyKind.PUBLIC;
            case "secret" -> KeyKind.SECRET;
            default -> throw ApiException.badRequest("kind is invalid");
        };
    }
}
