package io.satang.platform.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Gives events that were set aside another chance, once their reason is gone. */
@ApplicationScoped
public class OutboxRedrive {
    /** How many events one command moves at the most. */
    public static final int EVENTS_MAX = 1_000;

    private static final Duration STATEMENT_MAX = Duration.ofSeconds(5);

    // The new row is as young as any other, so that a type that is still unknown is again left to newer replicas first.
    private static final String REDRIVE = """
            WITH revived AS (
                DELETE FROM outbox_dead
                WHERE id IN (
                    SELECT id FROM outbox_dead
                    WHERE ($1::text[] IS NULL OR id = ANY ($1)) AND ($2::text IS NULL OR reason = $2)
                    ORDER BY seq LIMIT $3
                )
                RETURNING *
            )
            INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, account_id, livemode, version, occurred_at, ordered,
                                request_id)
            SELECT id, aggregatetype, aggregateid, type, payload, account_id, livemode, version, occurred_at, ordered, request_id
            FROM revived ORDER BY seq
            ON CONFLICT (id) DO NOTHING
            """;

    private final Pool pool;

    OutboxRedrive(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /**
     * Moves events back to the outbox, the oldest first, where the sweep finds them.
     *
     * @param ids    only these; all when there are none
     * @param reason only those that were set aside for exactly this reason
     * @return how many were moved
     */
    public Uni<Integer> redrive(List<String> ids, Optional<String> reason) {
        String[] only = ids.isEmpty() ? null : ids.toArray(String[]::new);
        return pool.preparedQuery(REDRIVE)
                .execute(Tuple.of(only, reason.orElse(null), EVENTS_MAX))
                .map(rows -> rows.rowCount())
                .ifNoItem()
                .after(STATEMENT_MAX)
                .fail();
    }
}
