package io.satang.platform.account;

import io.satang.events.AccountChanged;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.account.AccountDirectory.Authenticated;
import io.satang.platform.key.KeyHash;
import io.satang.platform.key.TestKeys;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The accounts and their keys in memory, about 2 KiB each. No account goes back to an older version, in whatever order versions come.
 * Any number of threads read while others write.
 */
public final class AccountIndex {
    private final KeyHash keyHash;
    private final Clock clock;
    private final boolean testKeysAllowed;
    private final Map<String, Known> accounts = new ConcurrentHashMap<>();
    private final Map<String, String> ownerByKey = new ConcurrentHashMap<>();

    /** @param testKeysAllowed whether the {@link TestKeys} may authenticate */
    public AccountIndex(KeyHash keyHash, Clock clock, boolean testKeysAllowed) {
        this.keyHash = Objects.requireNonNull(keyHash, "keyHash");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.testKeysAllowed = testKeysAllowed;
    }

    /** @param account of the newest version that could be read; empty when none could */
    private record Known(long version, Optional<AccountChanged> account, Map<String, Authenticated> keys) {}

    /** The account in the newest version that could be read. */
    public Optional<AccountChanged> account(String accountId) {
        return Optional.ofNullable(accounts.get(accountId)).flatMap(Known::account);
    }

    /** The newest version of the account that is known. */
    public OptionalLong version(String accountId) {
        Known known = accounts.get(accountId);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known.version());
    }

    boolean isEmpty() {
        return accounts.isEmpty();
    }

    /** Whom this key belongs to, if it works. */
    public Optional<Authenticated> authenticate(String key) {
        if (!testKeysAllowed && TestKeys.contains(key)) {
            return Optional.empty();
        }
        String hash = keyHash.of(key);
        // The owner is asked for the key again: what its newest version does not name is no key, whichever map was
        // written first.
        return Optional.ofNullable(ownerByKey.get(hash))
                .map(accounts::get)
                .map(owner -> owner.keys().get(hash))
                .filter(found -> found.key().kind() != KeyKind.UNKNOWN)
                .filter(found -> found.key()
                        .expiresAt()
                        .map(end -> clock.instant().isBefore(end))
                        .orElse(true));
    }

    /** Whether this was news. */
    boolean apply(long version, AccountChanged account) {
        Map<String, Authenticated> keys = new HashMap<>();
        account.keys().forEach(key -> keys.put(key.hash(), new Authenticated(account, version, key)));
        return put(account.accountId(), new Known(version, Optional.of(account), Map.copyOf(keys)));
    }

    /**
     * The account has a newer version that cannot be read here, and which of its keys that revokes is not known: none works any more. Its
     * settings stay as they were. Whether this was news.
     */
    boolean close(String accountId, long version) {
        return put(accountId, new Known(version, account(accountId), Map.of()));
    }

    private synchronized boolean put(String accountId, Known known) {
        Known before = accounts.get(accountId);
        if (before != null && before.version() >= known.version()) {
            return false;
        }
        known.keys().keySet().forEach(hash -> ownerByKey.put(hash, accountId));
        accounts.put(accountId, known);
        if (before != null) {
            before.keys().keySet().stream()
                    .filter(hash -> !known.keys().containsKey(hash))
                    .forEach(ownerByKey::remove);
        }
        return true;
    }
}
