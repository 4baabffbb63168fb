package io.satang.account.operator;

import io.satang.account.Account;
import io.satang.account.AccountSettings;
import io.satang.account.AccountStore;
import io.satang.account.ApiKey;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.id.Ids;
import io.satang.platform.key.KeyHash;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Opens accounts and issues their keys. */
@Singleton
class Operations {
    // Live accounts come with the first real payment provider; the built-in one simulates.
    private static final boolean LIVEMODE = false;

    private final AccountStore accounts;
    private final KeyMint mint;
    private final KeyHash keyHash;
    private final Ids ids;
    private final Clock clock;

    Operations(AccountStore accounts, KeyMint mint, KeyHash keyHash, Ids ids, Clock clock) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.mint = Objects.requireNonNull(mint, "mint");
        this.keyHash = Objects.requireNonNull(keyHash, "keyHash");
        this.ids = Objects.requireNonNull(ids, "ids");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    Uni<Account> get(String accountId) {
        return accounts.get(accountId);
    }

    Uni<IssuedKeys> open(OpenAccount wish) {
        Instant now = now();
        Map<KeyKind, String> keys = mint(RollKeys.allKinds());
        Account account = new Account(
                ids.next("account", LIVEMODE),
                "acct_" + ids.nextBody(),
                LIVEMODE,
                wish.email(),
                AccountSettings.initial(wish.country()),
                stored(keys, now),
                now);
        return accounts.add(account).map(added -> new IssuedKeys(added, keys));
    }

    Uni<IssuedKeys> roll(String accountId, RollKeys wish) {
        Instant now = now();
        Map<KeyKind, String> keys = mint(wish.kinds());
        return accounts.change(accountId, account -> {
                    Account rolled = account;
                    for (ApiKey key : stored(keys, now)) {
                        rolled = rolled.roll(key, now, wish.overlap());
                    }
                    return rolled;
                })
                .map(changed -> new IssuedKeys(changed, keys));
    }

    private Map<KeyKind, String> mint(List<KeyKind> kinds) {
        Map<KeyKind, String> keys = new EnumMap<>(KeyKind.class);
        kinds.forEach(kind -> keys.put(kind, mint.key(kind, LIVEMODE)));
        return keys;
    }

    private List<ApiKey> stored(Map<KeyKind, String> keys, Instant now) {
        return keys.entrySet().stream()
                .map(entry -> ApiKey.issued(keyHash.of(entry.getValue()), entry.getKey(), now))
                .toList();
    }

    // The database keeps microseconds; what is told has to be what is stored.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
