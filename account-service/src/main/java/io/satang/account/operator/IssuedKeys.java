package io.satang.account.operator;

import io.satang.account.Account;
import io.satang.events.AccountChanged.KeyKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * An account and the keys that were just issued for it; the only place where a key stands in clear.
 *
 * @param account the account with the hashes of its keys
 * @param keys    what the merchant has to be given
 */
record IssuedKeys(Account account, Map<KeyKind, String> keys) {
    IssuedKeys {
        Objects.requireNonNull(account, "account");
        Map<KeyKind, String> byKind = new EnumMap<>(KeyKind.class);
        byKind.putAll(keys);
        keys = Collections.unmodifiableMap(byKind);
    }

    /** Without the keys, so that none is ever logged. */
    @Override
    public String toString() {
        return "IssuedKeys[" + account.id() + ", " + keys.keySet() + "]";
    }
}
