package io.satang.charge.create;

import io.satang.charge.decision.Charge;
import io.satang.charge.store.PgChargeStore;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.outbox.OutboxEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/** Keyed answers in PostgreSQL. A concurrent repeat waits for the first to commit, at the primary key, and then finds its answer. */
@ApplicationScoped
class PgKeyedAnswerStore implements KeyedAnswerStore {
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
    private final PgChargeStore charges;

    PgKeyedAnswerStore(Pool pool, PgChargeStore charges) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.charges = Objects.requireNonNull(charges, "charges");
    }

    @Override
    public Uni<Optional<String>> find(String accountId, IdempotencyRequest request, Instant now) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(
                        accountId,
                        request.key(),
                        now.minus(IdempotencyRequest.KEPT).atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Optional.empty();
                    }
                    Row row = rows.iterator().next();
                    return Optional.of(request.replay(row.getString("request_hash"), row.getString("answer")));
                });
    }

    @Override
    public Uni<SaveResult> save(IdempotencyRequest request, String answer, Charge charge, OutboxEvent event) {
        Instant now = charge.createdAt();
        Tuple key = Tuple.tuple()
                .addString(charge.accountId().value())
                .addString(request.key())
                .addString(request.requestHash())
                .addString(answer)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(now.minus(IdempotencyRequest.KEPT).atOffset(ZoneOffset.UTC));
        return pool.withTransaction(transaction -> transaction
                        .preparedQuery(CLAIM)
                        .execute(key)
                        .flatMap(rows -> rows.size() == 0
                                ? Uni.createFrom().item(SaveResult.KEY_TAKEN)
                                : insert(transaction, charge, event)))
                .onFailure(SourceUsed.class)
                .recoverWithItem(SaveResult.SOURCE_USED);
    }

    private Uni<SaveResult> insert(SqlConnection transaction, Charge charge, OutboxEvent event) {
        return charges.insert(transaction, charge, event).map(inserted -> {
            if (!inserted) {
                throw new SourceUsed();
            }
            return SaveResult.SAVED;
        });
    }

    /** Rolls the transaction back, and with it the claim. */
    private static final class SourceUsed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SourceUsed() {
            super("source used", null, false, false);
        }
    }
}
