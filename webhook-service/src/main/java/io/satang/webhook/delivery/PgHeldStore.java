package io.satang.webhook.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The rows of {@code deliveries} that sleep for ever, by the index that holds nothing else. */
@Singleton
class PgHeldStore implements HeldStore {
    private static final int ENDPOINTS_MAX = 64;
    private static final int RELEASED_MAX = 1_000;

    // From endpoint to endpoint in the index, whatever lies between. An endpoint that only fails gets one when its time
    // has come. One that is paused again meanwhile is found so by
    // whoever claims what is due for it. The account's own has no row until something was said of it.
    static final String RELEASE = """
            WITH RECURSIVE held AS (
                (SELECT endpoint_id, 1 AS step FROM deliveries WHERE wake_at = 'infinity' AND endpoint_id > $1 ORDER BY endpoint_id LIMIT 1)
                UNION ALL
                SELECT next.endpoint_id, held.step + 1
                FROM held CROSS JOIN LATERAL (
                    SELECT endpoint_id FROM deliveries WHERE wake_at = 'infinity' AND endpoint_id > held.endpoint_id ORDER BY endpoint_id LIMIT 1
                ) next
                WHERE held.step < $2
            ), free AS MATERIALIZED (
                SELECT held.endpoint_id, endpoints.deleted_at IS NOT NULL AS gone, health.endpoint_id IS NOT NULL AS failing,
                       CASE WHEN health.endpoint_id IS NULL OR endpoints.deleted_at IS NOT NULL THEN $3 ELSE 1 END AS most
                FROM held LEFT JOIN endpoints ON endpoints.id = held.endpoint_id
                LEFT JOIN endpoint_health health ON health.endpoint_id = held.endpoint_id AND health.state <> 'closed'
                WHERE endpoints.deleted_at IS NOT NULL
                   OR ((endpoints.id IS NULL OR endpoints.state = 'enabled') AND (health.endpoint_id IS NULL OR health.probe_at <= now()))
            ), chosen AS MATERIALIZED (
                SELECT oldest.place, free.gone, free.failing FROM free CROSS JOIN LATERAL (
                    SELECT ctid AS place FROM deliveries WHERE wake_at = 'infinity' AND endpoint_id = free.endpoint_id
                    ORDER BY event_id, slot LIMIT free.most FOR UPDATE SKIP LOCKED
                ) oldest
            ), taken_back AS (
                DELETE FROM deliveries WHERE ctid = ANY(ARRAY(SELECT place FROM chosen WHERE gone))
            ), due AS (
                UPDATE deliveries SET wake_at = now(), gives_up_at = CASE WHEN chosen.failing THEN gives_up_at END FROM chosen
                WHERE NOT chosen.gone AND deliveries.ctid = chosen.place
            )
            SELECT (SELECT count(*) FROM chosen)::int AS released, max(endpoint_id) AS last, count(*)::int AS looked FROM held
            """;

    // From host to host, likewise.
    static final String RELEASE_FOR_HOSTS = """
            WITH RECURSIVE held AS (
                (SELECT silent_host, 1 AS step FROM deliveries WHERE silent_host > $1 ORDER BY silent_host LIMIT 1)
                UNION ALL
                SELECT next.silent_host, held.step + 1
                FROM held CROSS JOIN LATERAL (
                    SELECT silent_host FROM deliveries WHERE silent_host > held.silent_host ORDER BY silent_host LIMIT 1
                ) next
                WHERE held.step < $2
            ), free AS MATERIALIZED (
                SELECT held.silent_host, silent.host IS NOT NULL AS silent, CASE WHEN silent.host IS NULL THEN $3 ELSE 1 END AS most
                FROM held LEFT JOIN silent_hosts silent ON silent.host = held.silent_host
                WHERE silent.host IS NULL OR silent.probe_at <= now()
            ), chosen AS MATERIALIZED (
                SELECT oldest.place, free.silent FROM free CROSS JOIN LATERAL (
                    SELECT ctid AS place FROM deliveries WHERE silent_host = free.silent_host AND wake_at = 'infinity'
                    ORDER BY event_id, slot LIMIT free.most FOR UPDATE SKIP LOCKED
                ) oldest
            ), due AS (
                UPDATE deliveries SET wake_at = now(), silent_host = NULL, gives_up_at = CASE WHEN chosen.silent THEN gives_up_at END FROM chosen
                WHERE deliveries.ctid = chosen.place
            )
            SELECT (SELECT count(*) FROM chosen)::int AS released, max(silent_host) AS last, count(*)::int AS looked FROM held
            """;

    // Only while the endpoint is enabled and fails, or the host is silent. Whatever else is the matter, waiting begins
    // anew once it fails again. It is listed by its account, which nobody has noted of what was never attempted.
    static final String GIVE_UP = """
            WITH over AS MATERIALIZED (
                SELECT event_id, slot, endpoint_id, silent_host FROM deliveries WHERE wake_at = 'infinity' AND gives_up_at <= now()
                ORDER BY gives_up_at LIMIT $1
            ), judged AS MATERIALIZED (
                SELECT over.*, events.account_id, events.object_id, events.version,
                       (coalesce(endpoints.state, 'enabled') = 'enabled' AND health.endpoint_id IS NOT NULL) OR silent.host IS NOT NULL AS failing
                FROM over JOIN events ON events.id = over.event_id
                LEFT JOIN endpoints ON endpoints.id = over.endpoint_id
                LEFT JOIN endpoint_health health ON health.endpoint_id = over.endpoint_id AND health.state <> 'closed'
                LEFT JOIN silent_hosts silent ON silent.host = over.silent_host
            ), locked AS MATERIALIZED (
                SELECT ordered.*, held.place FROM (SELECT * FROM judged ORDER BY event_id, slot) ordered
                CROSS JOIN LATERAL (
                    SELECT ctid AS place FROM deliveries
                    WHERE event_id = ordered.event_id AND slot = ordered.slot AND wake_at = 'infinity' AND gives_up_at <= now()
                    FOR UPDATE SKIP LOCKED
                ) held
            ), spared AS (
                UPDATE deliveries SET gives_up_at = NULL WHERE ctid = ANY(ARRAY(SELECT place FROM locked WHERE NOT failing))
            )
            UPDATE deliveries SET state = 'exhausted', wake_at = NULL, queue = NULL, gives_up_at = NULL, silent_host = NULL,
                                  account_id = locked.account_id FROM locked
            WHERE locked.failing AND deliveries.ctid = locked.place
            RETURNING deliveries.event_id, locked.account_id, deliveries.endpoint_id, deliveries.attempts, locked.object_id, locked.version
            """;

    private final Pool pool;

    PgHeldStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<List<GivenUp>> giveUp() {
        return pool.preparedQuery(GIVE_UP)
                .execute(Tuple.of((long) RELEASED_MAX))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new GivenUp(
                                row.getString("event_id"),
                                row.getString("account_id"),
                                Optional.ofNullable(row.getString("endpoint_id")),
                                row.getInteger("attempts"),
                                Ahead.turn(row.getString("object_id"), row.getLong("version"))))
                        .toList());
    }

    @Override
    public Uni<Looked> release(String behind) {
        return release(RELEASE, behind);
    }

    @Override
    public Uni<Looked> releaseForHosts(String behind) {
        return release(RELEASE_FOR_HOSTS, behind);
    }

    private Uni<Looked> release(String sql, String behind) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(behind, ENDPOINTS_MAX, RELEASED_MAX))
                .map(rows -> rows.iterator().next())
                .map(row -> new Looked(
                        row.getInteger("released"),
                        Optional.ofNullable(row.getString("last"))
                                .filter(last -> row.getInteger("looked") == ENDPOINTS_MAX)));
    }
}
