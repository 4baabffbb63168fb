package io.satang.account.operator;

import static java.util.stream.Collectors.joining;

import io.satang.account.audit.AuditEntry.Action;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The operator's wish for new keys.
 *
 * @param kinds   which kinds are issued
 * @param overlap how long the present keys of these kinds work on
 */
record RollKeys(List<KeyKind> kinds, Duration overlap) {
    private static final long OVERLAP_MINUTES_DEFAULT = 60;
    private static final long OVERLAP_MINUTES_MAX = Duration.ofDays(7).toMinutes();

    RollKeys {
        Objects.requireNonNull(overlap, "overlap");
        kinds = List.copyOf(kinds);
    }

    static RollKeys from(Params params) {
        long minutes = params.integer("overlap_minutes").orElse(OVERLAP_MINUTES_DEFAULT);
        if (minutes < 0 || minutes > OVERLAP_MINUTES_MAX) {
            throw ApiException.badRequest("overlap_minutes must be between 0 and " + OVERLAP_MINUTES_MAX);
        }
        return new RollKeys(params.text("kind").map(RollKeys::kinds).orElse(allKinds()), Duration.ofMinutes(minutes));
    }

    /** What this is to whoever looks back. */
    Action action() {
        return overlap.isZero() ? Action.KEYS_REVOKED : Action.KEYS_ROLLED;
    }

    /** What is kept of it: which keys, and for how long the present ones work on. */
    Map<String, String> details() {
        String names =
                kinds.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).collect(joining(","));
        return Map.of("kinds", names, "overlap_minutes", Long.toString(overlap.toMinutes()));
    }

    static List<KeyKind> allKinds() {
        return List.of(KeyKind.PUBLIC, KeyKind.SECRET);
    }

    private static List<KeyKind> kinds(String kind) {
        return switch (kind) {
            case "public" -> List.of(KeyKind.PUBLIC);
            case "secret" -> List.of(KeyKind.SECRET);
            default -> throw ApiException.badRequest("kind is invalid");
        };
    }
}
