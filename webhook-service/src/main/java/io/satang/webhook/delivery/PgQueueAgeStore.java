package io.satang.webhook.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The oldest rows of {@code deliveries}, by the indexes that claims and sweeps go by. */
@Singleton
class PgQueueAgeStore implements QueueAgeStore {
    private static final int ENDPOINTS_MAX = 250;

    private static final String CLASS_OF_OLDEST = """
            , judged AS (
                SELECT oldest.age, CASE
                           WHEN oldest.endpoint_id IS NULL THEN 'address'
                           WHEN endpoints.state IN ('paused', 'disabled') THEN endpoints.state
                           WHEN coalesce(health.failures, 0) = 0 THEN 'healthy'
                           WHEN health.state = 'closed' THEN 'unsteady' ELSE 'failing' END AS class
                FROM oldest LEFT JOIN endpoints ON endpoints.id = oldest.endpoint_id
                LEFT JOIN endpoint_health health ON health.endpoint_id = oldest.endpoint_id
                WHERE endpoints.deleted_at IS NULL
            )
            SELECT last.queue, last.endpoint, last.step, judged.class, greatest(0, judged.seconds)::float8 AS seconds
            FROM (SELECT queue, endpoint, step FROM place ORDER BY step DESC LIMIT 1) last
            LEFT JOIN (SELECT class, extract(epoch FROM max(age)) AS seconds FROM judged GROUP BY class) judged ON true
            """;

    // From endpoint to endpoint in the index, whatever lies between.
    private static final String DUE = """
            WITH RECURSIVE place AS (
                (SELECT queue, uri AS endpoint, 1 AS step FROM deliveries
                 WHERE queue IS NOT NULL AND (queue, uri) > ($1, $2) ORDER BY queue, uri LIMIT 1)
                UNION ALL
                SELECT next.queue, next.uri, place.step + 1
                FROM place CROSS JOIN LATERAL (
                    SELECT queue, uri FROM deliveries
                    WHERE queue IS NOT NULL AND (queue, uri) > (place.queue, place.endpoint) ORDER BY queue, uri LIMIT 1
                ) next
                WHERE place.step < $3
            ), oldest AS (
                SELECT first.endpoint_id, now() - first.wake_at AS age
                FROM place CROSS JOIN LATERAL (
                    SELECT endpoint_id, wake_at FROM deliveries WHERE queue = place.queue AND uri = place.endpoint ORDER BY wake_at LIMIT 1
                ) first
            )""" + CLASS_OF_OLDEST;

    private static final String HELD = """
            WITH RECURSIVE place AS (
                (SELECT ''::text AS queue, endpoint_id AS endpoint, event_id, 1 AS step FROM deliveries
                 WHERE wake_at = 'infinity' AND $1::text = '' AND endpoint_id > $2 ORDER BY endpoint_id, event_id LIMIT 1)
                UNION ALL
                SELECT ''::text, next.endpoint_id, next.event_id, place.step + 1
                FROM place CROSS JOIN LATERAL (
                    SELECT endpoint_id, event_id FROM deliveries
                    WHERE wake_at = 'infinity' AND endpoint_id > place.endpoint ORDER BY endpoint_id, event_id LIMIT 1
                ) next
                WHERE place.step < $3
            ), oldest AS (
                SELECT place.endpoint AS endpoint_id, now() - events.created_at AS age
                FROM place JOIN events ON events.id = place.event_id
            )""" + CLASS_OF_OLDEST;

    private final Pool pool;

    PgQueueAgeStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<Looked> due(Place behind) {
        return look(DUE, behind);
    }

    @Override
    public Uni<Looked> held(Place behind) {
        return look(HELD, behind);
    }

    private Uni<Looked> look(String sql, Place behind) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(behind.queue(), behind.endpoint(), ENDPOINTS_MAX))
                .map(rows -> new Looked(seconds(rows), next(rows)));
    }

    private static Map<EndpointClass, Double> seconds(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getString("class") != null)
                .collect(Collectors.toMap(
                        row -> EndpointClass.of(row.getString("class")).orElseThrow(),
                        row -> row.getDouble("seconds")));
    }

    private static Optional<Place> next(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .findFirst()
                .filter(row -> row.getInteger("step") == ENDPOINTS_MAX)
                .map(row -> new Place(row.getString("queue"), row.getString("endpoint")));
    }
}
