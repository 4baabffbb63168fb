package io.satang.webhook.keyed;

import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What was done under a key is done once. */
public final class PgKeyStore {
    private final Pool pool;
    private final Clock clock;

    /** Keys in the table of this database. */
    public PgKeyStore(Pool pool, Clock clock) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Somebody else has used the key meanwhile: nothing of this transaction counts. */
    private static final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Does the work in a transaction, once for each key.
     *
     * @param answer   what to keep under the key; nothing, and the key stays free, when the request was refused
     * @param repeated what a request comes to whose key was used, from the answer that was kept
     * @return fails with an {@link io.satang.platform.error.ApiException} when the key was used with another request
     */
    public <T> Uni<T> once(
            String accountId,
            Optional<IdempotencyRequest> idempotency,
            Function<SqlConnection, Uni<T>> work,
            Function<T, Optional<String>> answer,
            Function<String, T> repeated) {
        if (idempotency.isEmpty()) {
            return pool.withTransaction(work);
        }
        IdempotencyRequest request = idempotency.get();
        return find(accountId, request)
                .chain(stored -> stored.map(text -> Uni.createFrom().item(repeated.apply(text)))
                        .orElseGet(() -> first(accountId, request, work, answer)
                                .onFailure(OvertakenException.class)
                                .recoverWithUni(() -> find(accountId, request)
                                        .map(text ->
                                                repeated.apply(text.orElseThrow(IdempotencyRequest::stillRunning))))));
    }

    private <T> Uni<T> first(
            String accountId,
            IdempotencyRequest request,
            Function<SqlConnection, Uni<T>> work,
            Function<T, Optional<String>> answer) {
        return pool.withTransaction(transaction -> work.apply(transaction)
                .call(done -> answer.apply(done)
                        .map(text -> claim(transaction, accountId, request, text))
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private Uni<Optional<String>> find(String accountId, IdempotencyRequest request) {
        return KeyRows.find(pool, accountId, request, clock.instant());
    }

    private Uni<Void> claim(SqlConnection transaction, String accountId, IdempotencyRequest request, String answer) {
        return KeyRows.claim(transaction, accountId, request, answer, clock.instant())
                .invoke(claimed -> {
                    if (!claimed) {
                        throw new OvertakenException();
                    }
                })
                .replaceWithVoid();
    }
}
