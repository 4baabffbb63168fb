package io.satang.webhook.recovery;

import io.satang.platform.idempotency.IdempotencyRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The table {@code idempotency_keys}: what was done under a key is done once. */
final class PgKeyStore {
    private static final String FIND =
            "SELECT request_hash, answer FROM idempotency_keys WHERE account_id = $1 AND key = $2 AND created_at > $3";

    private static final String CLAIM = """
            INSERT INTO idempotency_keys AS stored (account_id, key, request_hash, answer, created_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (account_id, key) DO UPDATE
                SET request_hash = excluded.request_hash, answer = excluded.answer, created_at = excluded.created_at
                WHERE stored.created_at <= $6
            RETURNING key
            """;

    private final Pool pool;
    private final Clock clock;

    PgKeyStore(Pool pool, Clock clock) {
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
    <T> Uni<T> once(
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
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(accountId, request.key(), lastOver().atOffset(ZoneOffset.UTC)))
                .map(rows ->
                        first(rows).map(row -> request.replay(row.getString("request_hash"), row.getString("answer"))));
    }

    private Uni<Void> claim(SqlConnection transaction, String accountId, IdempotencyRequest request, String answer) {
        Tuple key = Tuple.tuple()
                .addString(accountId)
                .addString(request.key())
                .addString(request.requestHash())
                .addString(answer)
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(lastOver().atOffset(ZoneOffset.UTC));
        return transaction
                .preparedQuery(CLAIM)
                .execute(key)
                .invoke(claimed -> {
                    if (claimed.size() == 0) {
                        throw new OvertakenException();
                    }
                })
                .replaceWithVoid();
    }

    private Instant lastOver() {
        return clock.instant().minus(IdempotencyRequest.KEPT);
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }
}
