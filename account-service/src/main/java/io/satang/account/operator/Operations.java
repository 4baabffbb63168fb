package io.satang.account.operator;

import io.satang.account.Account;
import io.satang.account.AccountSettings;
import io.satang.account.AccountStore;
import io.satang.account.ApiKey;
import io.satang.account.KeyedAnswerStore;
import io.satang.account.audit.AuditEntry;
import io.satang.account.audit.AuditEntry.Action;
import io.satang.account.operator.Opening.Opened;
import io.satang.account.operator.Opening.Repeated;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.http.RequestId;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.IdempotencyTurns;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyHash;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
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
    private final KeyHash keyHash;
    private final Ids ids;
    private final Clock clock;

    Operations(AccountStore accounts, KeyedAnswerStore answers, KeyMint mint, KeyHash keyHash, Ids ids, Clock clock) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.answers = Objects.requireNonNull(answers, "answers");
        this.turns = new IdempotencyTurns(REPEAT_PATIENCE, clock);
        this.mint = Objects.requireNonNull(mint, "mint");
        this.keyHash = Objects.requireNonNull(keyHash, "keyHash");
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
        Map<KeyKind, String> keys = mint(RollKeys.allKinds());
        Account account = new Account(
                ids.next("account", LIVEMODE),
                "acct_" + ids.nextBody(),
                LIVEMODE,
                wish.email(),
                AccountSettings.initial(wish.country()),
                stored(keys, now),
                now);
        return new IssuedKeys(account, keys);
    }

    Uni<IssuedKeys> roll(String accountId, RollKeys wish) {
        Instant now = now();
        Map<KeyKind, String> keys = mint(wish.kinds());
        AuditEntry entry = AuditEntry.of(wish.action(), accountId, RequestId.current(), now, wish.details());
        return accounts.change(accountId, account -> rolled(account, stored(keys, now), now, wish.overlap()), entry)
                .map(changed -> new IssuedKeys(changed, keys));
    }

    private static Account rolled(Account account, List<ApiKey> issued, Instant now, Duration overlap) {
        Account rolled = account;
        for (ApiKey key : issued) {
            rolled = rolled.roll(key, now, overlap);
        }
        return rolled;
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
