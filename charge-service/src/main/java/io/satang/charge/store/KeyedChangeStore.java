package io.satang.charge.store;

import io.satang.charge.store.ChargeStore.Change;
import io.satang.platform.id.AccountId;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changes of charges that were asked for with an idempotency key. A key is claimed in the transaction that stores the change, and remembers
 * what it is about: whoever repeats the request is told what has become of that.
 */
@ApplicationScoped
public class KeyedChangeStore {
    private final Pool pool;
    private final PgChargeStore charges;

    KeyedChangeStore(Pool pool, PgChargeStore charges) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.charges = Objects.requireNonNull(charges, "charges");
    }

    /** Somebody else has claimed the key meanwhile; nothing was stored. */
    public static final class KeyTakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeyTakenException() {
            super("key taken", null, false, false);
        }
    }

    /**
     * What the key of this request was claimed for before; fails with an {@link io.satang.platform.error.ApiException}, 422, when that was
     * another request.
     *
     * @param now until when keys are remembered follows from it
     */
    public Uni<Optional<String>> find(AccountId account, IdempotencyRequest request, Instant now) {
        return KeyRows.find(pool, account.value(), request, now);
    }

    /**
     * Stores a change as {@link ChargeStore#update} does and claims the key for it, all or nothing; fails with {@link KeyTakenException}.
     *
     * @param subject what the key is to remember
     * @param now     when the key is claimed
     */
    public Function<Change, Uni<Boolean>> claiming(IdempotencyRequest request, String subject, Instant now) {
        return change -> pool.withTransaction(transaction -> KeyRows.claim(
                                transaction, change.next().accountId().value(), request, subject, now)
                        .flatMap(claimed -> update(transaction, change, claimed)))
                .onFailure(ChargeChanged.class)
                .recoverWithItem(false)
                .invoke(stored -> {
                    if (stored) {
                        charges.committed(change);
                    }
                });
    }

    private Uni<Boolean> update(SqlConnection transaction, Change change, boolean claimed) {
        if (!claimed) {
            throw new KeyTakenException();
        }
        return charges.update(transaction, change).map(updated -> {
            if (!updated) {
                throw new ChargeChanged();
            }
            return true;
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
