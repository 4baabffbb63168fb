package io.satang.webhook.delivery;

import static io.satang.webhook.delivery.Columns.booleans;
import static io.satang.webhook.delivery.Columns.integers;
import static io.satang.webhook.delivery.Columns.longs;
import static io.satang.webhook.delivery.Columns.optionalTexts;
import static io.satang.webhook.delivery.Columns.optionalTimes;
import static io.satang.webhook.delivery.Columns.shorts;
import static io.satang.webhook.delivery.Columns.texts;
import static io.satang.webhook.delivery.Columns.times;
import static io.satang.webhook.delivery.Columns.utc;

import io.satang.events.RawJson;
import io.satang.webhook.delivery.DeliveryState.InFlight;
import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.event.EventKey;
import io.satang.webhook.event.MerchantEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The tables {@code deliveries} and {@code attempts}, and new rows of {@code events}. */
@Singleton
class PgDeliveryStore implements DeliveryStore {
    // SQLSTATE classes: data exception, integrity constraint violation, program limit exceeded.
    private static final Set<String> UNSTORABLE = Set.of("22", "23", "54");

    private static final String ADD = """
            WITH fresh AS (
                INSERT INTO events (id, account_id, livemode, key, object_id, version, data, created_at)
                SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[], $4::text[], $5::text[], $6::bigint[], $7::text[],
                                     $8::timestamptz[])
                ON CONFLICT (id) DO NOTHING
                RETURNING id
            ), opened AS (
                INSERT INTO deliveries (event_id, slot, uri, state, claim, wake_at)
                SELECT delivery.* FROM fresh JOIN unnest($9::text[], $10::smallint[], $11::text[], $12::text[], $13::integer[],
                                                         $14::timestamptz[])
                    AS delivery (event_id, slot, uri, state, claim, wake_at) ON delivery.event_id = fresh.id
            )
            SELECT id FROM fresh
            """;

    // Steps through the index from endpoint to endpoint: what it costs does not depend on how much waits for one.
    private static final String CLAIM = """
            WITH RECURSIVE endpoint AS (
                (SELECT uri FROM deliveries WHERE wake_at IS NOT NULL ORDER BY uri LIMIT 1)
                UNION ALL
                SELECT (SELECT next.uri FROM deliveries next
                        WHERE next.wake_at IS NOT NULL AND next.uri > endpoint.uri ORDER BY next.uri LIMIT 1)
                FROM endpoint WHERE endpoint.uri IS NOT NULL
            ), free AS (
                SELECT waiting.event_id, waiting.slot
                FROM endpoint CROSS JOIN LATERAL (
                    SELECT event_id, slot FROM deliveries
                    WHERE uri = endpoint.uri AND wake_at <= $1
                    ORDER BY wake_at LIMIT $3
                    FOR UPDATE SKIP LOCKED
                ) waiting
                WHERE endpoint.uri IS NOT NULL AND endpoint.uri <> ALL($5::text[])
                LIMIT $4
            )
            UPDATE deliveries SET state = 'in_flight', claim = deliveries.claim + 1, wake_at = $2
            FROM free JOIN events ON events.id = free.event_id
            WHERE deliveries.event_id = free.event_id AND deliveries.slot = free.slot
            RETURNING deliveries.slot, deliveries.uri, deliveries.attempts, deliveries.claim, deliveries.wake_at,
                      events.id, account_id, livemode, key, object_id, version, data, created_at
            """;

    // A crash that loses the record of an attempt only repeats the delivery, so this commit need not wait for the disk.
    private static final String RECORD = """
            WITH attempt AS (
                SELECT a.* FROM set_config('synchronous_commit', 'off', true), unnest($1::text[], $2::smallint[], $3::integer[], $4::text[], $5::text[], $6::smallint[],
                                     $7::text[], $8::timestamptz[], $9::text[], $10::integer[], $11::timestamptz[])
                AS a (event_id, slot, claim, id, uri, status, error, created_at, state, attempts, wake_at)
            ), kept AS (
                INSERT INTO attempts (event_id, slot, claim, id, uri, status, error, created_at)
                SELECT event_id, slot, claim, id, uri, status, error, created_at FROM attempt
                ON CONFLICT DO NOTHING
            ), delivered AS (
                DELETE FROM deliveries USING attempt
                WHERE attempt.state = 'delivered'
                  AND deliveries.event_id = attempt.event_id AND deliveries.slot = attempt.slot
            )
            UPDATE deliveries SET state = attempt.state, attempts = attempt.attempts, wake_at = attempt.wake_at
            FROM attempt
            WHERE attempt.state <> 'delivered'
              AND deliveries.event_id = attempt.event_id AND deliveries.slot = attempt.slot
              AND deliveries.claim = attempt.claim AND deliveries.state = 'in_flight'
            """;

    private static final String BACKLOG = """
            SELECT count(*) AS pending, coalesce(extract(epoch FROM $1 - min(wake_at)), 0)::float8 AS oldest_due
            FROM deliveries WHERE wake_at IS NOT NULL
            """;

    private final Pool pool;

    PgDeliveryStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<Set<String>> add(List<MerchantEvent> events, List<Opened> opened) {
        List<Delivery> deliveries = opened.stream().map(Opened::delivery).toList();
        List<StateColumns> states =
                opened.stream().map(each -> StateColumns.of(each.state())).toList();
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(texts(events, MerchantEvent::id))
                .addArrayOfString(texts(events, MerchantEvent::accountId))
                .addArrayOfBoolean(booleans(events, MerchantEvent::livemode))
                .addArrayOfString(texts(events, event -> event.key().text()))
                .addArrayOfString(texts(events, MerchantEvent::objectId))
                .addArrayOfLong(longs(events, MerchantEvent::version))
                .addArrayOfString(texts(events, event -> event.data().text()))
                .addArrayOfOffsetDateTime(times(events, MerchantEvent::createdAt))
                .addArrayOfString(texts(deliveries, PgDeliveryStore::eventId))
                .addArrayOfShort(shorts(deliveries, PgDeliveryStore::slot))
                .addArrayOfString(texts(deliveries, PgDeliveryStore::uri))
                .addArrayOfString(texts(states, StateColumns::state))
                .addArrayOfInteger(integers(states, StateColumns::claim))
                .addArrayOfOffsetDateTime(optionalTimes(states, StateColumns::wakeAt));
        return pool.preparedQuery(ADD)
                .execute(parameters)
                .map(PgDeliveryStore::ids)
                .onFailure(PgDeliveryStore::isUnstorable)
                .transform(UnstorableException::new);
    }

    @Override
    public Uni<List<Claimed>> claim(ClaimRequest request) {
        Tuple parameters = Tuple.tuple()
                .addOffsetDateTime(utc(request.now()))
                .addOffsetDateTime(utc(request.until()))
                .addLong((long) request.perEndpoint())
                .addLong((long) request.total())
                .addArrayOfString(texts(List.copyOf(request.busy()), Endpoint::text));
        return pool.preparedQuery(CLAIM).execute(parameters).map(PgDeliveryStore::claimed);
    }

    @Override
    public Uni<Void> record(List<Attempt> attempts) {
        List<Delivery> deliveries =
                attempts.stream().map(attempt -> attempt.claimed().delivery()).toList();
        List<AttemptOutcome> outcomes = attempts.stream().map(Attempt::outcome).toList();
        List<DeliveryState> next = attempts.stream().map(Attempt::next).toList();
        List<StateColumns> states = next.stream().map(StateColumns::of).toList();
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(texts(deliveries, PgDeliveryStore::eventId))
                .addArrayOfShort(shorts(deliveries, PgDeliveryStore::slot))
                .addArrayOfInteger(
                        integers(attempts, attempt -> attempt.claimed().lease().claim()))
                .addArrayOfString(texts(attempts, Attempt::id))
                .addArrayOfString(texts(deliveries, PgDeliveryStore::uri))
                .addArrayOfShort(shorts(outcomes, AttemptOutcome::status))
                .addArrayOfString(optionalTexts(outcomes, AttemptOutcome::error))
                .addArrayOfOffsetDateTime(times(attempts, Attempt::at))
                .addArrayOfString(texts(states, StateColumns::state))
                .addArrayOfInteger(integers(next, DeliveryState::attempts))
                .addArrayOfOffsetDateTime(optionalTimes(states, StateColumns::wakeAt));
        return pool.preparedQuery(RECORD).execute(parameters).replaceWithVoid();
    }

    @Override
    public Uni<Backlog> backlog(Instant now) {
        return pool.preparedQuery(BACKLOG)
                .execute(Tuple.of(utc(now)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Backlog(row.getLong("pending"), Math.max(0, row.getDouble("oldest_due"))));
    }

    private static String eventId(Delivery delivery) {
        return delivery.id().eventId();
    }

    private static int slot(Delivery delivery) {
        return delivery.id().slot();
    }

    private static String uri(Delivery delivery) {
        return delivery.endpoint().text();
    }

    private static Set<String> ids(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString("id"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isUnstorable(Throwable failure) {
        return failure instanceof PgException refused
                && UNSTORABLE.stream().anyMatch(Objects.requireNonNullElse(refused.getSqlState(), "")::startsWith);
    }

    private static List<Claimed> claimed(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PgDeliveryStore::claimed)
                .toList();
    }

    private static Claimed claimed(Row row) {
        MerchantEvent event = new MerchantEvent(
                row.getString("id"),
                row.getString("account_id"),
                row.getBoolean("livemode"),
                EventKey.parse(row.getString("key")),
                row.getString("object_id"),
                row.getLong("version"),
                new RawJson(row.getString("data")),
                row.getOffsetDateTime("created_at").toInstant());
        Endpoint endpoint = Endpoint.parse(row.getString("uri")).orElseThrow();
        Delivery delivery = new Delivery(new DeliveryId(event.id(), row.getShort("slot")), event, endpoint);
        return new Claimed(
                delivery,
                new InFlight(
                        row.getInteger("attempts"),
                        row.getInteger("claim"),
                        row.getOffsetDateTime("wake_at").toInstant()));
    }
}
