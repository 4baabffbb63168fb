package io.satang.webhook.recovery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Objects;

/** Moves replays on. */
final class PgReplayStepStore {
    /** While so much of the account waits already, nothing is added to it. */
    private static final int WAITING_MAX = 1_000;

    // An event that the endpoint was to get before keeps its slot, and the number of its leases goes on. Any other gets
    // one of its own; should somebody else take that at this moment, the whole step fails and is made again.
    private static final String STEP = """
            WITH replay AS MATERIALIZED (
                SELECT replays.*, coalesce(endpoint.url, replays.own_uri) AS uri, endpoint.events,
                       endpoint.deleted_at IS NOT NULL AS gone, coalesce(endpoint.state, 'enabled') <> 'enabled' AS held
                FROM replays LEFT JOIN endpoints endpoint ON endpoint.id = replays.endpoint_id
                WHERE replays.wake_at <= now() ORDER BY replays.wake_at LIMIT 1 FOR UPDATE OF replays SKIP LOCKED
            ), room AS MATERIALIZED (
                SELECT NOT gone AND count(waiting.one) < $1 AS free
                FROM replay LEFT JOIN LATERAL (SELECT 1 AS one FROM deliveries WHERE queue = replay.account_id LIMIT $1) waiting ON true
                GROUP BY gone
            ), batch AS MATERIALIZED (
                SELECT event.* FROM replay CROSS JOIN room CROSS JOIN LATERAL (
                    SELECT id, created_at, key FROM events
                    WHERE account_id = replay.account_id AND created_at <= replay.to_at AND created_at >= replay.looked_at
                      AND (created_at, id) > (replay.looked_at, replay.looked_id)
                    ORDER BY created_at, id LIMIT replay.rate
                ) event WHERE room.free
            ), placed AS MATERIALIZED (
                SELECT batch.id, coalesce(open.slot, made.slot, taken.next) AS slot, coalesce(made.claim, 0) AS claim,
                       open.slot IS NULL AND made.slot IS NULL AS fresh
                FROM batch CROSS JOIN replay
                LEFT JOIN LATERAL (
                    SELECT slot FROM deliveries WHERE event_id = batch.id AND endpoint_id = replay.endpoint_id LIMIT 1
                ) open ON true
                LEFT JOIN LATERAL (
                    SELECT slot, max(claim) AS claim, bool_or(error IS NULL) AS delivered
                    FROM attempts WHERE event_id = batch.id AND endpoint_id = replay.endpoint_id GROUP BY slot ORDER BY slot LIMIT 1
                ) made ON true
                CROSS JOIN LATERAL (
                    SELECT coalesce(max(slot) + 1, 0) AS next
                    FROM (SELECT slot FROM deliveries WHERE event_id = batch.id UNION ALL SELECT slot FROM attempts WHERE event_id = batch.id) slots
                ) taken
                WHERE (replay.key IS NULL OR batch.key = replay.key)
                  AND NOT (replay.undelivered AND coalesce(made.delivered, false))
                  AND (replay.events IS NULL OR EXISTS (
                      SELECT FROM unnest(replay.events) pattern
                      WHERE batch.key LIKE replace(replace(pattern, '_', '\\_'), '*', '%')))
            ), again AS (
                INSERT INTO deliveries (event_id, slot, uri, endpoint_id, follows_account, state, claim, wake_at, queue, beside)
                SELECT placed.id, slot, uri, endpoint_id, own_uri IS NOT NULL, 'due', claim,
                       CASE WHEN held THEN 'infinity' ELSE now() END, CASE WHEN NOT held THEN account_id END, true
                FROM placed CROSS JOIN replay WHERE NOT fresh ORDER BY placed.id, slot
                ON CONFLICT (event_id, slot) DO UPDATE
                    SET state = 'due', attempts = 0, wake_at = excluded.wake_at, queue = excluded.queue, owner = NULL, behind = NULL,
                        gives_up_at = NULL,
                        beside = CASE WHEN deliveries.state = 'exhausted' THEN true ELSE deliveries.beside END
                    WHERE deliveries.state <> 'in_flight'
                RETURNING event_id
            ), opened AS (
                INSERT INTO deliveries (event_id, slot, uri, endpoint_id, follows_account, state, wake_at, queue, beside)
                SELECT placed.id, slot, uri, endpoint_id, own_uri IS NOT NULL, 'due',
                       CASE WHEN held THEN 'infinity' ELSE now() END, CASE WHEN NOT held THEN account_id END, true
                FROM placed CROSS JOIN replay WHERE fresh ORDER BY placed.id
                RETURNING event_id
            ), counted AS (
                SELECT (SELECT count(*) FROM batch) AS looked, (SELECT count(*) FROM again) + (SELECT count(*) FROM opened) AS queued
            ), moved AS (
                UPDATE replays
                SET looked_at = coalesce(last.created_at, replays.looked_at), looked_id = coalesce(last.id, replays.looked_id),
                    looked = replays.looked + counted.looked, queued = replays.queued + counted.queued,
                    state = CASE WHEN replay.gone THEN 'stopped' WHEN room.free AND counted.looked < replay.rate THEN 'done' ELSE 'running' END,
                    wake_at = CASE WHEN replay.gone OR (room.free AND counted.looked < replay.rate) THEN NULL ELSE now() + interval '1 second' END,
                    ended_at = CASE WHEN replay.gone OR (room.free AND counted.looked < replay.rate) THEN now() END
                FROM replay CROSS JOIN room CROSS JOIN counted
                LEFT JOIN (SELECT created_at, id FROM batch ORDER BY created_at DESC, id DESC LIMIT 1) last ON true
                WHERE replays.id = replay.id
                RETURNING replays.id
            )
            SELECT count(*) AS moved FROM moved
            """;

    private final Pool pool;

    PgReplayStepStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    Uni<Boolean> step() {
        return pool.preparedQuery(STEP)
                .execute(Tuple.of((long) WAITING_MAX))
                .map(rows -> rows.iterator().next().getLong("moved") > 0);
    }
}
