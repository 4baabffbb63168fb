package io.satang.webhook.delivery;

import static io.satang.platform.database.Columns.booleans;
import static io.satang.platform.database.Columns.longs;
import static io.satang.platform.database.Columns.texts;
import static io.satang.platform.database.Columns.times;
import static io.satang.webhook.delivery.Columns.integers;
import static io.satang.webhook.delivery.Columns.optionalMillis;
import static io.satang.webhook.delivery.Columns.optionalTexts;
import static io.satang.webhook.delivery.Columns.optionalTimes;
import static io.satang.webhook.delivery.Columns.shorts;

import io.satang.webhook.delivery.Postponement.Until;
import io.satang.webhook.delivery.TurnStore.Ended;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.event.MerchantEvent;
import io.satang.webhook.event.Traceparent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The tables {@code deliveries} and {@code attempts}, and new rows of {@code events}. Rows are locked in the order of their ids.
 *
 * <p>{@code deliveries} is empty at one moment and holds a backlog at the next, so no statement here may depend on what the planner believes
 * of its size: each row is looked up by its key, locked, and changed where it stands ({@code ctid}). A join would be planned for the empty
 * table and walk through the whole backlog for each row of a batch. What another replica changed between the statement's snapshot and
 * the lock is left alone: it is that replica's now.
 */
@Singleton
class PgDeliveryStore implements DeliveryStore {
    // SQLSTATE classes: data exception, integrity constraint violation, program limit exceeded.
    private static final Set<String> UNSTORABLE = Set.of("22", "23", "54");

    // A message may be heard again because the answer to this statement was lost. What it had leased then to this very
    // process is still
    // waiting for it, and is leased anew.
    static final String ADD = """
            WITH fresh AS (
                INSERT INTO events (id, account_id, livemode, key, object_id, version, data, created_at, request_id, traceparent)
                SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[], $4::text[], $5::text[], $6::bigint[], $7::text[],
                                     $8::timestamptz[], $17::text[], $20::text[])
                    AS event (id, account_id, livemode, key, object_id, version, data, created_at, request_id, traceparent)
                ORDER BY id
                ON CONFLICT (id) DO NOTHING
                RETURNING id
            ), delivery AS (
                SELECT d.* FROM unnest($9::text[], $10::smallint[], $11::text[], $12::text[], $13::text[], $14::integer[], $15::bigint[],
                                       $18::boolean[], $19::text[])
                    AS d (event_id, slot, uri, account_id, state, claim, wake_in, follows_account, endpoint_id)
            ), opened AS (
                INSERT INTO deliveries (event_id, slot, uri, state, claim, wake_at, queue, owner, follows_account, endpoint_id)
                SELECT event_id, slot, uri, state, claim, now() + wake_in * interval '1 millisecond',
                       CASE state WHEN 'due' THEN account_id END, CASE state WHEN 'in_flight' THEN $16 END, follows_account,
                       endpoint_id
                FROM fresh JOIN delivery ON delivery.event_id = fresh.id
                RETURNING event_id, slot
            ), known AS (
                SELECT id FROM unnest($1::text[]) AS event (id) EXCEPT SELECT id FROM fresh
            ), again AS MATERIALIZED (
                SELECT held.place, given.wake_in
                FROM (SELECT delivery.* FROM known JOIN delivery ON delivery.event_id = known.id
                      WHERE delivery.state = 'in_flight' ORDER BY event_id, slot) given
                CROSS JOIN LATERAL (
                    SELECT ctid AS place FROM deliveries
                    WHERE event_id = given.event_id AND slot = given.slot AND owner = $16 AND state = 'in_flight'
                      AND endpoint_id IS NOT DISTINCT FROM given.endpoint_id FOR UPDATE
                ) held
            ), leased AS (
                UPDATE deliveries SET wake_at = now() + again.wake_in * interval '1 millisecond'
                FROM again WHERE deliveries.ctid = again.place
                RETURNING deliveries.event_id, deliveries.slot
            )
            SELECT event_id, slot FROM opened UNION ALL SELECT event_id, slot FROM leased
            """;

    // Locks in the order of the ids, so that two replicas which record attempts on the same deliveries wait for each
    // other one way only.
    // A crash that loses the record of an attempt only repeats the delivery, so this commit need not wait for the disk.
    static final String RECORD = """
            WITH attempt AS (
                SELECT a.* FROM set_config('synchronous_commit', 'off', true), unnest($1::text[], $2::smallint[], $3::integer[], $4::text[],
                                     $5::text[], $6::smallint[], $7::text[], $8::timestamptz[], $9::text[], $10::integer[], $11::bigint[], $12::text[],
                                     $13::integer[], $14::text[], $15::timestamptz[])
                AS a (event_id, slot, claim, id, uri, status, error, created_at, state, attempts, wake_in, endpoint_id, latency_ms, answer, signed_at)
            ), kept AS (
                INSERT INTO attempts (event_id, slot, claim, id, uri, status, error, created_at, endpoint_id, latency_ms, answer, signed_at)
                SELECT event_id, slot, claim, id, uri, status, error, created_at, endpoint_id, latency_ms, answer, signed_at FROM attempt ORDER BY event_id, slot, claim
                ON CONFLICT DO NOTHING
            ), locked AS MATERIALIZED (
                SELECT attempt.*, held.* FROM (SELECT * FROM attempt ORDER BY event_id, slot) attempt
                CROSS JOIN LATERAL (
                    SELECT ctid AS place, claim = attempt.claim AND deliveries.state = 'in_flight' AS present FROM deliveries
                    WHERE event_id = attempt.event_id AND slot = attempt.slot FOR UPDATE
                ) held
            ), delivered AS (
                DELETE FROM deliveries WHERE ctid = ANY(ARRAY(SELECT place FROM locked WHERE state = 'delivered'))
            )
            UPDATE deliveries SET state = locked.state, uri = locked.uri, attempts = locked.attempts, queue = NULL, owner = NULL,
                                  wake_at = now() + locked.wake_in * interval '1 millisecond'
            FROM locked
            WHERE locked.state <> 'delivered' AND locked.present AND deliveries.ctid = locked.place
            """;

    private static final Comparator<Delivery> IN_LOCK_ORDER =
            Comparator.comparing(PgDeliveryStore::eventId).thenComparingInt(PgDeliveryStore::slot);

    private final Pool pool;
    private final PgQueueStore queues;
    private final PgTurnStore turns;
    // Whose leases new deliveries are; another process, even in the same place, is somebody else.
    private final String owner = UUID.randomUUID().toString();

    PgDeliveryStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.queues = new PgQueueStore(pool);
        this.turns = new PgTurnStore(pool);
    }

    @Override
    public Uni<Set<DeliveryId>> add(List<MerchantEvent> added, List<NewDelivery> opened) {
        List<MerchantEvent> events =
                added.stream().sorted(Comparator.comparing(MerchantEvent::id)).toList();
        List<Delivery> deliveries = opened.stream().map(NewDelivery::delivery).toList();
        List<StateColumns> states = opened.stream()
                .map(each -> StateColumns.of(each.state(), each.at()))
                .toList();
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
                .addArrayOfString(texts(deliveries, delivery -> delivery.event().accountId()))
                .addArrayOfString(texts(states, StateColumns::state))
                .addArrayOfInteger(integers(states, StateColumns::claim))
                .addArrayOfLong(optionalMillis(states, StateColumns::wakeIn))
                .addString(owner)
                .addArrayOfString(optionalTexts(events, MerchantEvent::requestId))
                .addArrayOfBoolean(booleans(deliveries, Delivery::followsAccount))
                .addArrayOfString(optionalTexts(deliveries, PgDeliveryStore::endpointId))
                .addArrayOfString(
                        optionalTexts(events, event -> event.traceparent().map(Traceparent::text)));
        return pool.preparedQuery(ADD)
                .execute(parameters)
                .map(PgDeliveryStore::ids)
                .onFailure(PgDeliveryStore::isUnstorable)
                .transform(UnstorableException::new);
    }

    @Override
    public Uni<List<Claimed>> claim(ClaimRequest request) {
        return queues.claim(request);
    }

    @Override
    public Uni<Void> record(List<Attempt> made) {
        List<Attempt> attempts = made.stream()
                .sorted(Comparator.comparing(attempt -> attempt.claimed().delivery(), IN_LOCK_ORDER))
                .toList();
        List<Delivery> deliveries =
                attempts.stream().map(attempt -> attempt.claimed().delivery()).toList();
        List<AttemptOutcome> outcomes = attempts.stream().map(Attempt::outcome).toList();
        List<StateColumns> states = attempts.stream()
                .map(attempt -> StateColumns.of(attempt.next(), attempt.at()))
                .toList();
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
                .addArrayOfInteger(integers(attempts, attempt -> attempt.next().attempts()))
                .addArrayOfLong(optionalMillis(states, StateColumns::wakeIn))
                .addArrayOfString(optionalTexts(deliveries, PgDeliveryStore::endpointId))
                .addArrayOfInteger(
                        integers(attempts, attempt -> (int) attempt.time().toMillis()))
                .addArrayOfString(optionalTexts(outcomes, AttemptOutcome::answer))
                .addArrayOfOffsetDateTime(
                        optionalTimes(attempts, attempt -> attempt.sent().signedAt()));
        return pool.preparedQuery(RECORD).execute(parameters).chain(() -> turns.release(ended(attempts)));
    }

    @Override
    public Uni<Void> postpone(List<Postponement> postponements) {
        Map<Boolean, List<Postponement>> byTurn =
                postponements.stream().collect(Collectors.partitioningBy(each -> each.until() instanceof Until.Turn));
        return ifAny(byTurn.getOrDefault(false, List.of()), queues::postpone)
                .chain(() -> ifAny(byTurn.getOrDefault(true, List.of()), turns::queue));
    }

    @Override
    public Uni<Backlog> backlog() {
        return queues.backlog();
    }

    private static Uni<Void> ifAny(
            List<Postponement> postponements, Function<List<Postponement>, Uni<Void>> statement) {
        return postponements.isEmpty() ? Uni.createFrom().voidItem() : statement.apply(postponements);
    }

    private static List<Ended> ended(List<Attempt> attempts) {
        return attempts.stream()
                .filter(attempt -> attempt.ordered() && attempt.next().isOver())
                .map(attempt -> attempt.claimed().delivery())
                .flatMap(delivery -> delivery.recipient().endpointId().stream()
                        .map(id -> new Ended(
                                id.value(),
                                Ahead.turn(delivery.event()),
                                delivery.event().accountId())))
                .toList();
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

    private static Optional<String> endpointId(Delivery delivery) {
        return delivery.recipient().endpointId().map(EndpointId::value);
    }

    private static Set<DeliveryId> ids(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new DeliveryId(row.getString("event_id"), row.getShort("slot")))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isUnstorable(Throwable failure) {
        return failure instanceof PgException refused
                && UNSTORABLE.stream().anyMatch(Objects.requireNonNullElse(refused.getSqlState(), "")::startsWith);
    }
}
