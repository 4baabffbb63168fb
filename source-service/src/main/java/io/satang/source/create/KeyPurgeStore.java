package io.satang.source.create;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;

/** Deletes old idempotency keys, a bounded number at a time, around those that another replica is deleting. */
@ApplicationScoped
class KeyPurgeStore {
    private static final int BATCH_KEYS_MAX = 10_000;
    private static final String DELETE = """
            DELETE FROM idempotency_keys WHERE (account_id, key) IN (
                SELECT account_id, key FROM idempotency_keys WHERE created_at <= $1
                ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED
            )
            """;

    private final Pool pool;

    KeyPurgeStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /** Deletes all keys that were first used at or before this time. */
    Uni<Void> deleteBefore(Instant time) {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(time.atOffset(ZoneOffset.UTC), BATCH_KEYS_MAX))
                .flatMap(deleted ->
                        deleted.rowCount() < BATCH_KEYS_MAX ? Uni.createFrom().voidItem() : deleteBefore(time));
    }
}
