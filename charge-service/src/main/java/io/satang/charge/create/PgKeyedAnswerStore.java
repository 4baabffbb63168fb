package io.satang.charge.create;

import io.satang.charge.decision.Charge;
import io.satang.charge.store.NewCharge;
import io.satang.charge.store.PgChargeStore;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Keyed answers in PostgreSQL. */
@ApplicationScoped
class PgKeyedAnswerStore implements KeyedAnswerStore {
    private static final String REPLACE =
            "UPDATE idempotency_keys SET answer = $4 WHERE account_id = $1 AND key = $2 AND request_hash = $3";

    private final Pool pool;
    private final PgChargeStore charges;

    PgKeyedAnswerStore(Pool pool, PgChargeStore charges) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.charges = Objects.requireNonNull(charges, "charges");
    }

    @Override
    public Uni<Optional<String>> find(String accountId, IdempotencyRequest request, Instant now) {
        return KeyRows.find(pool, accountId, request, now);
    }

    @Override
    public Uni<SaveResult> save(IdempotencyRequest request, String answer, NewCharge stored) {
        Charge charge = stored.charge();
        return pool.withTransaction(transaction -> KeyRows.claim(
                                transaction, charge.accountId().value(), request, answer, charge.createdAt())
                        .flatMap(claimed -> claimed
                                ? insert(transaction, stored)
                                : Uni.createFrom().item(SaveResult.KEY_TAKEN)))
                .onFailure(InstrumentUsed.class)
                .recoverWithItem(SaveResult.INSTRUMENT_USED);
    }

    @Override
    public Uni<Void> replace(String accountId, IdempotencyRequest request, String answer) {
        return pool.preparedQuery(REPLACE)
                .execute(Tuple.of(accountId, request.key(), request.requestHash(), answer))
                .replaceWithVoid();
    }

    private Uni<SaveResult> insert(SqlConnection transaction, NewCharge charge) {
        return charges.insert(transaction, charge).map(inserted -> {
            if (!inserted) {
                throw new InstrumentUsed();
            }
            return SaveResult.SAVED;
        });
    }

    /** Rolls the transaction back, and with it the claim. */
    private static final class InstrumentUsed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InstrumentUsed() {
            super("instrument used", null, false, false);
        }
    }
}
