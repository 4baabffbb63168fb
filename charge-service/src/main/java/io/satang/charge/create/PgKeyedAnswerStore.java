package io.satang.charge.create;

import io.satang.charge.decision.Charge;
import io.satang.charge.store.KeyRows;
import io.satang.charge.store.PgChargeStore;
import io.satang.platform.id.AccountId;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.outbox.OutboxEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Keyed answers in PostgreSQL. */
@ApplicationScoped
class PgKeyedAnswerStore implements KeyedAnswerStore {
    private final Pool pool;
    private final PgChargeStore charges;

    PgKeyedAnswerStore(Pool pool, PgChargeStore charges) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.charges = Objects.requireNonNull(charges, "charges");
    }

    @Override
    public Uni<Optional<String>> find(String accountId, IdempotencyRequest request, Instant now) {
        return KeyRows.find(pool, new AccountId(accountId), request, now);
    }

    @Override
    public Uni<SaveResult> save(IdempotencyRequest request, String answer, Charge charge, OutboxEvent event) {
        return pool.withTransaction(transaction -> KeyRows.claim(
                                transaction, charge.accountId(), request, answer, charge.createdAt())
                        .flatMap(claimed -> claimed
                                ? insert(transaction, charge, event)
                                : Uni.createFrom().item(SaveResult.KEY_TAKEN)))
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
