package io.satang.account.local;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.satang.account.Account;
import io.satang.account.AccountSettings;
import io.satang.account.AccountStore;
import io.satang.account.ApiKey;
import io.satang.account.Branding;
import io.satang.account.Country;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.database.PatientStart;
import io.satang.platform.key.KeyHash;
import io.satang.platform.key.TestKeys;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Puts the two accounts that the documentation uses into the local stack, once. */
@ApplicationScoped
class TestAccounts {
    private static final Branding SATANG = new Branding(Optional.of("Satang Books"), Optional.of("#0f766e"));
    private static final Branding OTHER = new Branding(Optional.of("Other Records"), Optional.of("#7c3aed"));

    private static final Duration SEEDING_MAX = Duration.ofMinutes(2);

    private final AccountStore accounts;
    private final KeyHash keyHash;
    private final Clock clock;

    TestAccounts(AccountStore accounts, KeyHash keyHash, Clock clock) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.keyHash = Objects.requireNonNull(keyHash, "keyHash");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    void seed(@Observes StartupEvent event) throws Throwable {
        if (TestKeys.allowed()) {
            VertxContextSupport.subscribeAndAwait(() -> PatientStart.retrying(add(accounts()), SEEDING_MAX));
        }
    }

    private Uni<Void> add(List<Account> seeds) {
        return Multi.createFrom()
                .iterable(seeds)
                .onItem()
                .transformToUniAndConcatenate(accounts::addIfMissing)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private List<Account> accounts() {
        return List.of(
                account("1", SATANG, "satang@merchant.example", TestKeys.SATANG_PUBLIC, TestKeys.SATANG_SECRET),
                account("2", OTHER, "other@merchant.example", TestKeys.OTHER_PUBLIC, TestKeys.OTHER_SECRET));
    }

    private Account account(String number, Branding branding, String email, String publicKey, String secretKey) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String body = "5satang00000000000" + number;
        return new Account(
                "account_test_" + body,
                "acct_" + body,
                false,
                email,
                AccountSettings.initial(Country.TH).with(branding),
                List.of(
                        ApiKey.issued(publicKey, keyHash, KeyKind.PUBLIC, now),
                        ApiKey.issued(secretKey, keyHash, KeyKind.SECRET, now)),
                now);
    }
}
