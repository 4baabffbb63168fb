package io.satang.api;

import io.satang.api.AccountDirectory.Authenticated;
import io.satang.events.AccountChanged;
import io.satang.events.AccountChanged.KeyKind;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The accounts and their keys in memory. One thread writes, any number read. */
final class AccountIndex {
    private final KeyHash keyHash;
    private final Clock clock;
    private final boolean testKeysAllowed;
    private final Map<String, AccountChanged> accounts = new ConcurrentHashMap<>();
    private final Map<String, Authenticated> keys = new ConcurrentHashMap<>();

    /** @param testKeysAllowed whether the {@link TestKeys} may authenticate */
    AccountIndex(KeyHash keyHash, Clock clock, boolean testKeysAllowed) {
        this.keyHash = Objects.requireNonNull(keyHash, "keyHash");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.testKeysAllowed = testKeysAllowed;
    }

    Optional<AccountChanged> account(String accountId) {
        return Optional.ofNullable(accounts.get(accountId));
    }

    Optional<Authenticated> authenticate(String key) {
        if (!testKeysAllowed && TestKeys.contains(key)) {
            return Optional.empty();
        }
        return Optional.ofNullable(keys.get(keyHash.of(key)))
                .filter(found -> found.key().kind() != KeyKind.UNKNOWN)
                .filter(found -> found.key()
                        .expiresAt()
                        .map(end -> clock.instant().isBefore(end))
                        .orElse(true));
    }

    void apply(AccountChanged account) {
        AccountChanged before = accounts.put(account.accountId(), account);
        account.keys().forEach(key -> keys.put(key.hash(), new Authenticated(account, key)));
        if (before != null) {
            before.keys().stream()
                    .filter(key -> account.keys().stream()
                            .noneMatch(kept -> kept.hash().equals(key.hash())))
                    .forEach(key -> keys.remove(key.hash()));
        }
    }
}
