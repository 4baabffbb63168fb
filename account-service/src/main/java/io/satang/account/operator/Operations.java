package io.satang.account.operator;

import io.satang.account.Account;
import io.satang.account.AccountSettings;
import io.satang.account.AccountStore;
import io.satang.account.KeyMint;
import io.satang.account.KeyedAnswerStore;
import io.satang.account.MintedKeys;
import io.satang.account.audit.AuditEntry;
import io.satang.account.audit.AuditEntry.Action;
import io.satang.account.operator.Opening.Opened;
import io.satang.account.operator.Opening.Repeated;
import io.satang.platform.http.RequestId;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.IdempotencyTurns;
import io.satang.platform.json.ApiJson;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Opens accounts and issues their keys. */
@Singleton
class Operations {
    // Live accounts come with the first real payment provider; the built-in one simulates.
    private static final boolean LIVEMODE = false;

    // As long as a database's turn takes, and the wait for the other services.
    private static final Duration REPEAT_PATIENCE = Duration.ofSeconds(5);

    private final AccountStore accounts;
    private final KeyedAnswerStore answers;
    private final IdempotencyTurns turns;
    private final KeyMint mint;
    private final Ids ids;
    private final Clock clock;

    Operations(AccountStore accounts, KeyedAnswerStore answers, KeyMint mint, Ids ids, Clock clock) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.answers = Objects.requireNonNull(answers, "answers");
        this.turns = new IdempotencyTurns(REPEAT_PATIENCE, clock);
        this.mint = Objects.requireNonNull(mint, "mint");
        this.ids = Objects.requireNonNull(ids, "ids");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    Uni<Account> get(String accountId) {
        return accounts.get(accountId);
    }

    /** Opens an account; at most one for an idempotency key. */
    Uni<Opening> open(OpenAccount wish, Optional<IdempotencyRequest> idempotency) {
        Optional<String> requestId = RequestId.current();
        return idempotency
                .map(request -> turns.inTurn(KeyedAnswerStore.OWNER, request, () -> openOnce(wish, request, requestId)))
                .orElseGet(() -> {
                    IssuedKeys issued = issue(wish);
                    return accounts.add(issued.account(), opened(issued.account(), requestId))
                            .replaceWith(new Opened(issued));
                });
    }

    private Uni<Opening> openOnce(OpenAccount wish, IdempotencyRequest request, Optional<String> requestId) {
        return answers.find(request)
                .flatMap(found -> found.isPresent()
                        ? Uni.createFrom().item(new Repeated(found.get()))
                        : addOnce(issue(wish), request, requestId));
    }

    private Uni<Opening> addOnce(IssuedKeys issued, IdempotencyRequest request, Optional<String> requestId) {
        Account account = issued.account();
        String answer = ApiJson.write(IssuedView.withoutKeys(account));
        return accounts.addOnce(account, request, answer, opened(account, requestId))
                .flatMap(added -> added.isPresent()
                        ? Uni.createFrom().item(new Opened(issued))
                        : answers.find(request)
                                .map(found -> new Repeated(found.orElseThrow(IdempotencyRequest::stillRunning))));
    }

    private static AuditEntry opened(Account account, Optional<String> requestId) {
        return AuditEntry.of(
                Action.ACCOUNT_OPENED,
                account.id(),
                requestId,
                account.createdAt(),
                Map.of("country", account.settings().country().name()));
    }

    private IssuedKeys issue(OpenAccount wish) {
        Instant now = now();
        MintedKeys keys = mint.keys(RollKeys.allKinds(), LIVEMODE, now);
        Account account = new Account(
                ids.next("account", LIVEMODE),
                "acct_" + ids.nextBody(),
                LIVEMODE,
                wish.email(),
                AccountSettings.initial(wish.country()),
                keys.stored(),
                now);
        return new IssuedKeys(account, keys.shown());
    }

    Uni<IssuedKeys> roll(String accountId, RollKeys wish) {
        Instant now = now();
        MintedKeys keys = mint.keys(wish.kinds(), LIVEMODE, now);
        AuditEntry entry = AuditEntry.of(wish.action(), accountId, RequestId.current(), now, wish.details());
        return accounts.change(accountId, account -> keys.rolledInto(account, now, wish.overlap()), entry)
                .map(changed -> new IssuedKeys(changed, keys.shown()));
    }

    // The database keeps microseconds; what is told has to be what is stored.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
