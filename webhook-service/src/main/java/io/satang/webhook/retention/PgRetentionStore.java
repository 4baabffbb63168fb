package io.satang.webhook.retention;

import io.satang.webhook.retention.Retention.Kind;
import io.satang.webhook.retention.Retention.Range;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/** Deletes from {@code events}, {@code attempts} and {@code deliveries} by the primary key, in the order in which the service locks them. */
@Singleton
class PgRetentionStore implements RetentionStore {
    /** So many events' rows in one transaction: a few milliseconds' work, and no more than others can wait for. */
    static final int BATCH = 500;

    // One replica at a time. The range begins where the last step ended: a search from the start would step over all
    // that was deleted since the last vacuum.
    private static final String EVENTS = """
            WITH over AS MATERIALIZED (
                SELECT id FROM events WHERE id >= $1 AND id < $2 AND created_at < $4 AND (SELECT pg_try_advisory_xact_lock(hashtext('satang.retention')))
                ORDER BY id LIMIT $3
            ), undelivered AS (
                DELETE FROM deliveries USING (
                    SELECT event_id, slot FROM deliveries JOIN over ON over.id = deliveries.event_id ORDER BY event_id, slot FOR UPDATE OF deliveries
                ) locked WHERE deliveries.event_id = locked.event_id AND deliveries.slot = locked.slot
            ), attempted AS (
                DELETE FROM attempts USING over WHERE attempts.event_id = over.id
            ), deleted AS (
                DELETE FROM events USING over WHERE events.id = over.id
            )
            SELECT count(*) AS deleted, max(id) AS last FROM over
            """;

    private static final String ATTEMPTS = """
            WITH over AS MATERIALIZED (
                SELECT event_id, slot, claim FROM attempts
                WHERE event_id >= $1 AND event_id < $2 AND created_at < $4
                  AND (SELECT pg_try_advisory_xact_lock(hashtext('satang.retention')))
                ORDER BY event_id, slot, claim LIMIT $3
            ), deleted AS (
                DELETE FROM attempts USING over
                WHERE attempts.event_id = over.event_id AND attempts.slot = over.slot AND attempts.claim = over.claim
            )
            SELECT count(*) AS deleted, max(event_id) AS last FROM over
            """;

    private static final String GIVEN_UP = """
            WITH over AS MATERIALIZED (
                SELECT event_id, slot FROM deliveries
                WHERE event_id >= $1 AND event_id < $2 AND wake_at IS NULL
                  AND NOT EXISTS (SELECT FROM events WHERE id = event_id AND created_at >= $4)
                  AND (SELECT pg_try_advisory_xact_lock(hashtext('satang.retention')))
                ORDER BY event_id, slot LIMIT $3 FOR UPDATE
            ), deleted AS (
                DELETE FROM deliveries USING over WHERE deliveries.event_id = over.event_id AND deliveries.slot = over.slot
            )
            SELECT count(*) AS deleted, max(event_id) AS last FROM over
            """;

    private final Pool pool;

    PgRetentionStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<Step> delete(Kind kind, Range range) {
        String sql = switch (kind) {
            case EVENTS -> EVENTS;
            case ATTEMPTS -> ATTEMPTS;
            case GIVEN_UP -> GIVEN_UP;
        };
        return pool.preparedQuery(sql)
                .execute(Tuple.of(
                        range.first(), range.end(), (long) BATCH, range.before().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Step(
                        row.getLong("deleted"),
                        Optional.ofNullable(row.getString("last")).filter(last -> row.getLong("deleted") == BATCH)));
    }
}
