package io.satang.account.key;

import java.time.Instant;

/**
 * A key that was just issued, in the only answer that shows it.
 *
 * @param key            the key
 * @param othersExpireAt when those of its kind that worked until now stop to, at the latest
 */
record IssuedKeyView(
        String object,
        boolean livemode,
        String kind,
        String key,
        String lastFour,
        Instant createdAt,
        Instant othersExpireAt) {

    /** Without the key, so that it is never logged. */
    @Override
    public String toString() {
        return "IssuedKeyView[" + kind + "]";
    }
}
