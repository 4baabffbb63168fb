package io.satang.charge.customer;

import io.satang.platform.error.ApiException;
import io.satang.platform.id.AccountId;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.IdempotencyTurns;
import io.satang.platform.idempotency.KeyedAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets a request with an idempotency key change customers once, and answers its repetitions what the first was answered. */
@ApplicationScoped
class OncePerKey {
    /** How long a repeat waits for the first; asking the vault and writing take much less. */
    private static final Duration REPEAT_PATIENCE = Duration.ofSeconds(3);

    private final CustomerStore store;
    private final Clock clock;
    private final IdempotencyTurns turns;

    OncePerKey(CustomerStore store, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.turns = new IdempotencyTurns(REPEAT_PATIENCE, clock);
    }

    /**
     * The answer to a request.
     *
     * @param work does what is asked, and claims the key together with what it writes
     */
    Uni<KeyedAnswer> answer(AccountId account, Optional<IdempotencyRequest> key, Supplier<Uni<String>> work) {
        return key.map(given -> turns.inTurn(
                        account.value(),
                        given,
                        () -> replay(account, given)
                                .flatMap(answered -> answered.map(Uni.createFrom()::item)
                                        .orElseGet(() -> first(account, given, work)))))
                .orElseGet(() -> done(work));
    }

    /** Whoever is refused may have been overtaken by the first request in another replica, which has the token now and the answer. */
    private Uni<KeyedAnswer> first(AccountId account, IdempotencyRequest key, Supplier<Uni<String>> work) {
        return done(work)
                .onFailure(ApiException.class)
                .recoverWithUni(refusal -> replay(account, key).map(late -> late.orElseThrow(() -> refusal)));
    }

    private Uni<Optional<KeyedAnswer>> replay(AccountId account, IdempotencyRequest key) {
        return store.answer(account, key, clock.instant())
                .map(stored -> stored.map(json -> new KeyedAnswer(json, true)));
    }

    private static Uni<KeyedAnswer> done(Supplier<Uni<String>> work) {
        return work.get().map(json -> new KeyedAnswer(json, false));
    }
}
