package io.satang.charge.refund;

import io.satang.charge.store.ChargeStore.Change;
import io.satang.charge.store.KeyRows;
import io.satang.charge.store.PgChargeStore;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.RefundId;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Keyed refunds in PostgreSQL. */
@ApplicationScoped
class PgKeyedRefundStore implements KeyedRefundStore {
    private final Pool pool;
    private final PgChargeStore charges;

    PgKeyedRefundStore(Pool pool, PgChargeStore charges) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.charges = Objects.requireNonNull(charges, "charges");
    }

    @Override
    public Uni<Optional<RefundId>> find(AccountId account, IdempotencyRequest request, Instant now) {
        return KeyRows.find(pool, account, request, now).map(stored -> stored.map(RefundId::new));
    }

    @Override
    public Uni<SaveResult> save(IdempotencyRequest request, RefundId refund, Change change, Instant now) {
        return pool.withTransaction(transaction -> KeyRows.claim(
                                transaction, change.next().accountId(), request, refund.value(), now)
                        .flatMap(claimed -> claimed
                                ? update(transaction, change)
                                : Uni.createFrom().item(SaveResult.KEY_TAKEN)))
                .onFailure(ChargeChanged.class)
                .recoverWithItem(SaveResult.CHARGE_CHANGED)
                .invoke(saved -> {
                    if (saved == SaveResult.SAVED) {
                        charges.committed(change);
                    }
                });
    }

    private Uni<SaveResult> update(SqlConnection transaction, Change change) {
        return charges.update(transaction, change).map(updated -> {
            if (!updated) {
                throw new ChargeChanged();
            }
            return SaveResult.SAVED;
        });
    }

    /** Rolls the transaction back, and with it the claim. */
    private static final class ChargeChanged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ChargeChanged() {
            super("charge changed", null, false, false);
        }
    }
}
