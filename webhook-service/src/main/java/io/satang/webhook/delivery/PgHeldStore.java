package io.satang.webhook.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/** The rows of {@code deliveries} that sleep for ever, by the index that holds nothing else. */
@Singleton
class PgHeldStore implements HeldStore {
    private static final int ENDPOINTS_MAX = 64;
    private static final int RELEASED_MAX = 1_000;

    // From endpoint to endpoint in the index, whatever lies between. An endpoint that only fails gets one when its time
    // has come. One that is paused again meanwhile is found so by
    // whoever claims what is due for it. The account's own has no row until something was said of it.
    private static final String RELEASE = """
            WITH RECURSIVE held AS (
                (SELECT endpoint_id, 1 AS step FROM deliveries WHERE wake_at = 'infinity' AND endpoint_id > $1 ORDER BY endpoint_id LIMIT 1)
                UNION ALL
                SELECT next.endpoint_id, held.step + 1
                FROM held CROSS JOIN LATERAL (
                    SELECT endpoint_id FROM deliveries WHERE wake_at = 'infinity' AND endpoint_id > held.endpoint_id ORDER BY endpoint_id LIMIT 1
                ) next
                WHERE held.step < $2
            ), free AS MATERIALIZED (
                SELECT held.endpoint_id, endpoints.deleted_at IS NOT NULL AS gone,
                       CASE WHEN health.endpoint_id IS NULL OR endpoints.deleted_at IS NOT NULL THEN $3 ELSE 1 END AS most
                FROM held LEFT JOIN endpoints ON endpoints.id = held.endpoint_id
                LEFT JOIN endpoint_health health ON health.endpoint_id = held.endpoint_id AND health.state <> 'closed'
                WHERE endpoints.deleted_at IS NOT NULL
                   OR ((endpoints.id IS NULL OR endpoints.state = 'enabled') AND (health.endpoint_id IS NULL OR health.probe_at <= now()))
            ), chosen AS MATERIALIZED (
                SELECT oldest.*, free.gone FROM free CROSS JOIN LATERAL (
                    SELECT event_id, slot FROM deliveries WHERE wake_at = 'infinity' AND endpoint_id = free.endpoint_id
                    ORDER BY event_id, slot LIMIT free.most FOR UPDATE SKIP LOCKED
                ) oldest
            ), taken_back AS (
                DELETE FROM deliveries USING chosen
                WHERE chosen.gone AND deliveries.event_id = chosen.event_id AND deliveries.slot = chosen.slot
            ), due AS (
                UPDATE deliveries SET wake_at = now() FROM chosen
                WHERE NOT chosen.gone AND deliveries.event_id = chosen.event_id AND deliveries.slot = chosen.slot
            )
            SELECT (SELECT count(*) FROM chosen)::int AS released, max(endpoint_id) AS last, count(*)::int AS looked FROM held
            """;

    private final Pool pool;

    PgHeldStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<Looked> release(String behind) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(behind, ENDPOINTS_MAX, RELEASED_MAX))
                .map(rows -> rows.iterator().next())
                .map(row -> new Looked(
                        row.getInteger("released"),
                        Optional.ofNullable(row.getString("last"))
                                .filter(last -> row.getInteger("looked") == ENDPOINTS_MAX)));
    }
}
