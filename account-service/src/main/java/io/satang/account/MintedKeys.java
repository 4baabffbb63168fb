package io.satang.account;

import io.satang.events.AccountChanged.KeyKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Keys that have just been made.
 *
 * @param shown  the keys themselves, to be shown to their merchant and kept nowhere
 * @param stored what is kept of them
 */
public record MintedKeys(Map<KeyKind, String> shown, List<ApiKey> stored) {
    public MintedKeys {
        shown = Map.copyOf(shown);
        stored = List.copyOf(stored);
    }

    /** The account with these keys beside those of their kinds, which work on for the overlap. */
    public Account rolledInto(Account account, Instant now, Duration overlap) {
        Account rolled = account;
        for (ApiKey key : stored) {
            rolled = rolled.roll(key, now, overlap);
        }
        return rolled;
    }

    /** Without the keys, so that none is ever logged. */
    @Override
    public String toString() {
        return "MintedKeys[" + shown.keySet() + "]";
    }
}
