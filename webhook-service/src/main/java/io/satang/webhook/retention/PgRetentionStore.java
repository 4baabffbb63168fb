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

/**
 * Deletes from {@code events}, {@code attempts} and {@code deliveries} in the order in which the service locks them. No table is joined: a plan
 * that was made while one was nearly empty would walk through all of it later on, so each row is looked up by its key and deleted where it
 * stands ({@code ctid}).
 */
@Singleton
class PgRetentionStore implements RetentionStore {
    /** So many events' rows in one transaction: a few milliseconds' work, and no more than others can wait for. */
    static final int BATCH = 500;

    // One replica at a time. The range begins where the last step ended: a search from the start would step over all
    // that was deleted since the last vacuum. An event stays for the next time when somebody has changed a delivery of
    // it
    // since this began: that one stands elsewhere now.
    static final String EVENTS = """
            WITH over AS MATERIALIZED (
                SELECT id, ctid AS place FROM events
                WHERE id >= $1 AND id < $2 AND created_at < $4 AND (SELECT pg_try_advisory_xact_lock(hashtext('satang.retention')))
                ORDER BY id LIMIT $3
            ), locked AS MATERIALIZED (
                SELECT over.place AS event, held.place FROM over CROSS JOIN LATERAL (
                    SELECT ctid AS place FROM deliveries WHERE event_id = over.id ORDER BY slot FOR UPDATE
                ) held
            ), undelivered AS (
                DELETE FROM deliveries WHERE ctid = ANY(ARRAY(SELECT place FROM locked)) RETURNING ctid AS place
            ), free AS MATERIALIZED (
                SELECT over.id, over.place FROM over
                WHERE place <> ALL(ARRAY(SELECT event FROM locked WHERE place <> ALL(ARRAY(SELECT place FROM undelivered))))
            ), attempted AS (
                DELETE FROM attempts WHERE ctid = ANY(ARRAY(
                    SELECT made.place FROM free CROSS JOIN LATERAL (SELECT ctid AS place FROM attempts WHERE event_id = free.id OFFSET 0) made))
            ), deleted AS (
                DELETE FROM events WHERE ctid = ANY(ARRAY(SELECT place FROM free))
            )
            SELECT count(*) AS deleted, max(id) AS last FROM over
            """;

    static final String ATTEMPTS = """
            WITH over AS MATERIALIZED (
                SELECT event_id, ctid AS place FROM attempts
                WHERE event_id >= $1 AND event_id < $2 AND created_at < $4
                  AND (SELECT pg_try_advisory_xact_lock(hashtext('satang.retention')))
                ORDER BY event_id, slot, claim LIMIT $3
            ), deleted AS (
                DELETE FROM attempts WHERE ctid = ANY(ARRAY(SELECT place FROM over))
            )
            SELECT count(*) AS deleted, max(event_id) AS last FROM over
            """;

    static final String GIVEN_UP = """
            WITH over AS MATERIALIZED (
                SELECT event_id, ctid AS place FROM deliveries
                WHERE event_id >= $1 AND event_id < $2 AND wake_at IS NULL
                  AND coalesce((SELECT created_at FROM events WHERE id = event_id) < $4, true)
                  AND (SELECT pg_try_advisory_xact_lock(hashtext('satang.retention')))
                ORDER BY event_id, slot LIMIT $3 FOR UPDATE
            ), deleted AS (
                DELETE FROM deliveries WHERE ctid = ANY(ARRAY(SELECT place FROM over))
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
