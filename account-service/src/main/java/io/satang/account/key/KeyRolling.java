package io.satang.account.key;

import io.satang.account.AccountStore;
import io.satang.account.ApiKey;
import io.satang.account.KeyMint;
import io.satang.account.MintedKeys;
import io.satang.account.audit.AuditEntry;
import io.satang.platform.account.Caller;
import io.satang.platform.http.RequestId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** Issues another key to whoever calls; it is answered when every service knows it. */
@Singleton
class KeyRolling {
    private final AccountStore accounts;
    private final KeyMint mint;
    private final Caller caller;
    private final Clock clock;

    KeyRolling(AccountStore accounts, KeyMint mint, Caller caller, Clock clock) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.mint = Objects.requireNonNull(mint, "mint");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    Uni<IssuedKeyView> roll(RollKey wish) {
        // The database keeps microseconds; what is told has to be what is stored.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String accountId = caller.accountId();
        boolean livemode = caller.livemode();
        MintedKeys minted = mint.keys(List.of(wish.kind()), livemode, now);
        AuditEntry entry = AuditEntry.ofMerchant(wish.action(), accountId, RequestId.current(), now, wish.details());
        return accounts.change(accountId, account -> wish.apply(account, minted, now), entry)
                .replaceWith(view(wish, minted, livemode, now));
    }

    private static IssuedKeyView view(RollKey wish, MintedKeys minted, boolean livemode, Instant now) {
        ApiKey stored = minted.stored().getFirst();
        return new IssuedKeyView(
                "key",
                livemode,
                KeyView.name(wish.kind()),
                Objects.requireNonNull(minted.shown().get(wish.kind()), "key"),
                stored.lastFour().orElseThrow(),
                stored.createdAt(),
                now.plus(wish.overlap()));
    }
}
