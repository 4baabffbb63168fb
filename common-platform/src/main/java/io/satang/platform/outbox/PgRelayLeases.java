package io.satang.platform.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The lease as the one row of {@code relay_lease}; whoever is first to update it when it has run out has it. */
@ApplicationScoped
class PgRelayLeases implements RelayLeases {
    private static final Duration STATEMENT_MAX = Duration.ofSeconds(2);

    // clock_timestamp(), because now() may be from before a wait for the row's lock.
    private static final String ACQUIRE = """
            UPDATE relay_lease
            SET holder = $1, epoch = epoch + CASE WHEN holder = $1 THEN 0 ELSE 1 END,
                held_until = clock_timestamp() + interval '3 seconds'
            WHERE holder = $1 OR held_until < clock_timestamp()
            RETURNING epoch
            """;

    private static final String RELEASE =
            "UPDATE relay_lease SET held_until = clock_timestamp() WHERE holder = $1 AND epoch = $2";

    private final Pool pool;

    PgRelayLeases(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<Optional<RelayLease>> acquire(String holder) {
        return pool.preparedQuery(ACQUIRE)
                .execute(Tuple.of(holder))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new RelayLease(holder, row.getLong("epoch")))
                        .findFirst())
                .ifNoItem()
                .after(STATEMENT_MAX)
                .fail();
    }

    @Override
    public Uni<Void> release(RelayLease lease) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(lease.holder(), lease.epoch()))
                .ifNoItem()
                .after(STATEMENT_MAX)
                .fail()
                .replaceWithVoid();
    }
}
