package io.satang.webhook.delivery;

import static io.satang.platform.database.Columns.booleans;
import static io.satang.platform.database.Columns.texts;
import static io.satang.webhook.delivery.Columns.integers;
import static io.satang.webhook.delivery.Columns.optionalMillis;
import static io.satang.webhook.delivery.Columns.optionalTexts;
import static io.satang.webhook.delivery.Columns.shorts;

import io.satang.webhook.delivery.DeliveryState.InFlight;
import io.satang.webhook.delivery.DeliveryStore.Backlog;
import io.satang.webhook.delivery.DeliveryStore.ClaimRequest;
import io.satang.webhook.delivery.Postponement.Until;
import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.event.MerchantEvent;
import io.satang.webhook.event.PgEventStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** The queues within the table {@code deliveries}: one for each account, of what can be worked on now. */
final class PgQueueStore {
    private static final Logger LOG = Logger.getLogger(PgQueueStore.class);
    private static final int WOKEN_MAX = 1_000;
    private static final int WOKEN_BATCHES_MAX = 10;
    /** So many endpoints are looked at in one claim, and so many of one account. */
    private static final int ENDPOINTS_MAX = 64;

    private static final int ENDPOINTS_OF_ACCOUNT_MAX = 16;
    private static final String BEFORE_ALL = "";

    // Retries whose time has come, and leases that have ended.
    static final String WAKE = """
            UPDATE deliveries SET queue = events.account_id
            FROM (SELECT ctid AS place, event_id FROM deliveries WHERE queue IS NULL AND wake_at <= now()
                  ORDER BY wake_at LIMIT $1 FOR UPDATE SKIP LOCKED) due
            JOIN events ON events.id = due.event_id
            WHERE deliveries.ctid = due.place
            """;

    // Steps through the index from endpoint to endpoint, and to the next account after a few of them: what it costs
    // does not depend on how
    // much waits. Those that have no room here are stepped over and do not count. What was seen is locked only when it
    // is taken.
    static final String CLAIM = """
            WITH RECURSIVE endpoint AS (
                (SELECT queue, uri, 1 AS step, 0 AS seen FROM deliveries WHERE queue > $1 ORDER BY queue, uri LIMIT 1)
                UNION ALL
                SELECT next.queue, next.uri, here.step + 1, CASE WHEN next.queue = here.queue THEN here.seen ELSE 0 END
                FROM (SELECT queue, uri, step, seen + CASE WHEN uri <> ALL($2::text[]) THEN 1 ELSE 0 END AS seen,
                             queue = ANY($3::text[]) AS passed
                      FROM endpoint) here
                CROSS JOIN LATERAL (
                    (SELECT queue, uri FROM deliveries WHERE NOT here.passed AND here.seen < $4 AND queue = here.queue AND uri > here.uri
                     ORDER BY uri LIMIT 1)
                    UNION ALL
                    (SELECT queue, uri FROM deliveries WHERE queue > here.queue ORDER BY queue, uri LIMIT 1)
                    LIMIT 1
                ) next
                WHERE here.step < $5
            ), candidate AS (
                SELECT waiting.event_id, waiting.slot,
                       row_number() OVER (PARTITION BY endpoint.queue ORDER BY waiting.turn, endpoint.uri) AS turn
                FROM endpoint LEFT JOIN unnest($12::text[], $13::integer[]) AS room (uri, most) ON room.uri = endpoint.uri
                CROSS JOIN LATERAL (
                    SELECT event_id, slot, row_number() OVER () AS turn
                    FROM (SELECT event_id, slot FROM deliveries
                          WHERE queue = endpoint.queue AND uri = endpoint.uri AND wake_at <= now()
                          ORDER BY wake_at LIMIT coalesce(room.most, $6)) oldest
                ) waiting
                WHERE endpoint.uri <> ALL($2::text[]) AND endpoint.queue <> ALL($3::text[])
                  AND lower(substring(endpoint.uri FROM '^[^:]+://[^/?#]*')) <> ALL($7::text[])
            ), taken AS (
                SELECT few.event_id, few.slot, sum(octet_length(events.data)) OVER (ORDER BY few.turn, few.event_id, few.slot) AS bytes
                FROM (SELECT * FROM candidate WHERE turn <= $8 ORDER BY turn LIMIT $9) few JOIN events ON events.id = few.event_id
            ), free AS MATERIALIZED (
                SELECT held.place FROM taken CROSS JOIN LATERAL (
                    SELECT ctid AS place FROM deliveries
                    WHERE event_id = taken.event_id AND slot = taken.slot AND wake_at <= now() FOR UPDATE SKIP LOCKED
                ) held
                WHERE taken.bytes <= $10
            ), claimed AS (
                UPDATE deliveries SET state = 'in_flight', claim = claim + 1, wake_at = now() + $11 * interval '1 millisecond', queue = NULL, owner = NULL,
                                      behind = NULL, silent_host = NULL
                FROM free WHERE deliveries.ctid = free.place
                RETURNING deliveries.event_id, deliveries.slot, deliveries.uri, deliveries.attempts, deliveries.claim,
                          deliveries.follows_account, deliveries.endpoint_id
            )
            SELECT last.queue AS last_queue, last.step AS steps, claimed.*, events.*
            FROM (SELECT queue, step FROM endpoint ORDER BY step DESC LIMIT 1) last
            LEFT JOIN claimed ON true LEFT JOIN events ON events.id = claimed.event_id
            """;

    // A crash that loses this leaves a lease, which ends by itself. What is taken back has to be for an endpoint that
    // is
    // deleted, and not for one that is merely not known here yet.
    static final String POSTPONE = """
            WITH given AS (
                SELECT g.* FROM set_config('synchronous_commit', 'off', true),
                     unnest($1::text[], $2::smallint[], $3::integer[], $4::bigint[], $5::boolean[], $6::bigint[], $7::text[])
                         AS g (event_id, slot, claim, wake_in, never, patience, silent_host)
            ), locked AS MATERIALIZED (
                SELECT given.*, held.* FROM (SELECT * FROM given ORDER BY event_id, slot) given
                CROSS JOIN LATERAL (
                    SELECT ctid AS place, endpoint_id FROM deliveries
                    WHERE event_id = given.event_id AND slot = given.slot AND claim = given.claim AND state = 'in_flight' FOR UPDATE
                ) held
            ), taken_back AS (
                DELETE FROM deliveries WHERE ctid = ANY(ARRAY(
                    SELECT place FROM locked JOIN endpoints ON endpoints.id = locked.endpoint_id
                    WHERE locked.never AND endpoints.deleted_at IS NOT NULL))
            )
            UPDATE deliveries SET state = 'due', queue = NULL, owner = NULL, silent_host = locked.silent_host,
                                  wake_at = coalesce(now() + locked.wake_in * interval '1 millisecond', 'infinity'),
                                  gives_up_at = CASE WHEN locked.patience IS NOT NULL
                                      THEN coalesce(gives_up_at, now() + locked.patience * interval '1 millisecond')
                                      WHEN locked.wake_in IS NOT NULL THEN gives_up_at END
            FROM locked
            WHERE NOT locked.never AND deliveries.ctid = locked.place
            """;

    // The number is the server's estimate. Of the queues only a few are asked for their oldest: it is to be seen
    // whether things wait, and
    // not worth a walk through everything.
    private static final String BACKLOG = """
            WITH RECURSIVE endpoint AS (
                (SELECT queue, uri, 1 AS step FROM deliveries WHERE queue IS NOT NULL ORDER BY queue, uri LIMIT 1)
                UNION ALL
                SELECT next.queue, next.uri, endpoint.step + 1
                FROM endpoint CROSS JOIN LATERAL (
                    SELECT queue, uri FROM deliveries
                    WHERE queue IS NOT NULL AND (queue, uri) > (endpoint.queue, endpoint.uri) ORDER BY queue, uri LIMIT 1
                ) next
                WHERE endpoint.step < $1
            ), oldest AS (
                SELECT (SELECT min(wake_at) FROM deliveries WHERE queue = endpoint.queue AND uri = endpoint.uri) AS wake_at FROM endpoint
                UNION ALL
                (SELECT wake_at FROM deliveries WHERE queue IS NULL AND wake_at IS NOT NULL ORDER BY wake_at LIMIT 1)
            )
            SELECT pg_stat_get_live_tuples('deliveries'::regclass) AS pending,
                   greatest(0, coalesce(extract(epoch FROM now() - min(wake_at)), 0))::float8 AS oldest_due
            FROM oldest
            """;

    private final Pool pool;
    // The account at which the last claim stopped; the next one goes on behind it, so that everybody's turn comes.
    private volatile String claimedUpTo = BEFORE_ALL;

    PgQueueStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    Uni<List<Claimed>> claim(ClaimRequest request) {
        return wake(WOKEN_BATCHES_MAX).chain(() -> claim(request, claimedUpTo));
    }

    Uni<Void> postpone(List<Postponement> postponements) {
        List<Claimed> claimed =
                postponements.stream().map(Postponement::claimed).toList();
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(texts(claimed, each -> each.delivery().id().eventId()))
                .addArrayOfShort(shorts(claimed, each -> each.delivery().id().slot()))
                .addArrayOfInteger(integers(claimed, each -> each.lease().claim()))
                .addArrayOfLong(optionalMillis(postponements, PgQueueStore::pause))
                .addArrayOfBoolean(booleans(postponements, each -> each.until() instanceof Until.Never))
                .addArrayOfLong(optionalMillis(postponements, PgQueueStore::patience))
                .addArrayOfString(optionalTexts(postponements, PgQueueStore::silentHost));
        return pool.preparedQuery(POSTPONE).execute(parameters).replaceWithVoid();
    }

    private static Optional<Duration> pause(Postponement postponement) {
        return postponement.until() instanceof Until.Later(Duration pause) ? Optional.of(pause) : Optional.empty();
    }

    private static Optional<Duration> patience(Postponement postponement) {
        return switch (postponement.until()) {
            case Until.Well(Duration patience) -> Optional.of(patience);
            case Until.Heard(SilentHost unused, Duration patience) -> Optional.of(patience);
            case Until.Later unused -> Optional.empty();
            case Until.Turn unused -> Optional.empty();
            case Until.Enabled unused -> Optional.empty();
            case Until.Never unused -> Optional.empty();
        };
    }

    private static Optional<String> silentHost(Postponement postponement) {
        return postponement.until() instanceof Until.Heard(SilentHost host, Duration unused)
                ? Optional.of(host.text())
                : Optional.empty();
    }

    Uni<Backlog> backlog() {
        return pool.preparedQuery(BACKLOG)
                .execute(Tuple.of(ENDPOINTS_MAX))
                .map(rows -> rows.iterator().next())
                .map(row -> new Backlog(row.getLong("pending"), row.getDouble("oldest_due")));
    }

    private Uni<Void> wake(int batches) {
        return pool.preparedQuery(WAKE)
                .execute(Tuple.of(WOKEN_MAX))
                .chain(woken -> woken.rowCount() < WOKEN_MAX || batches == 1
                        ? Uni.createFrom().voidItem()
                        : wake(batches - 1));
    }

    private Uni<List<Claimed>> claim(ClaimRequest request, String behind) {
        // No more endpoints than there is room for, as this claim's last account is where the next one begins.
        int steps = Math.min(ENDPOINTS_MAX, request.total());
        List<Map.Entry<String, Integer>> rooms =
                List.copyOf(request.perEndpoint().entrySet());
        Tuple parameters = Tuple.tuple()
                .addString(behind)
                .addArrayOfString(request.full().endpoints().toArray(String[]::new))
                .addArrayOfString(request.full().accounts().toArray(String[]::new))
                .addInteger(ENDPOINTS_OF_ACCOUNT_MAX)
                .addInteger(steps)
                .addInteger(ClaimRequest.FEW)
                .addArrayOfString(request.full().hosts().toArray(String[]::new))
                .addInteger(request.perAccount())
                .addInteger(request.total())
                .addLong(request.bytes())
                .addLong(Duration.between(request.now(), request.until()).toMillis())
                .addArrayOfString(texts(rooms, Map.Entry::getKey))
                .addArrayOfInteger(integers(rooms, Map.Entry::getValue));
        return pool.preparedQuery(CLAIM).execute(parameters).chain(rows -> {
            claimedUpTo = lastAccount(rows, steps);
            List<Claimed> claimed = claimed(rows, request.until());
            boolean fromTheMiddle = !behind.equals(BEFORE_ALL);
            return claimed.isEmpty() && fromTheMiddle && claimedUpTo.equals(BEFORE_ALL)
                    ? claim(request, BEFORE_ALL)
                    : Uni.createFrom().item(claimed);
        });
    }

    private static String lastAccount(RowSet<Row> rows, int steps) {
        return StreamSupport.stream(rows.spliterator(), false)
                .findFirst()
                .filter(row -> row.getInteger("steps") == steps)
                .map(row -> row.getString("last_queue"))
                .orElse(BEFORE_ALL);
    }

    private static List<Claimed> claimed(RowSet<Row> rows, Instant until) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getString("event_id") != null)
                .flatMap(row -> claimed(row, until).stream())
                .toList();
    }

    // A row that this version cannot read is left to its lease, and to a replica that can.
    private static Optional<Claimed> claimed(Row row, Instant until) {
        try {
            InFlight lease = new InFlight(row.getInteger("attempts"), row.getInteger("claim"), until);
            return Endpoint.parse(row.getString("uri")).map(endpoint -> new Claimed(delivery(row, endpoint), lease));
        } catch (IllegalArgumentException e) {
            LOG.warnf("delivery of %s cannot be read: %s", row.getString("event_id"), e.getMessage());
            return Optional.empty();
        }
    }

    private static Delivery delivery(Row row, Endpoint endpoint) {
        MerchantEvent event = PgEventStore.event(row);
        return new Delivery(
                new DeliveryId(event.id(), row.getShort("slot")), event, endpoint, recipient(row, event.accountId()));
    }

    private static Recipient recipient(Row row, String accountId) {
        if (Boolean.TRUE.equals(row.getBoolean("follows_account"))) {
            return Recipient.OfAccount.of(accountId);
        }
        return Optional.ofNullable(row.getString("endpoint_id"))
                .<Recipient>map(id -> new Recipient.Registered(new EndpointId(id)))
                .orElseGet(Recipient.OfObject::new);
    }
}
