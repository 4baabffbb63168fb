package io.satang.webhook.delivery;

import static io.satang.platform.database.Columns.texts;
import static io.satang.webhook.delivery.Columns.integers;
import static io.satang.webhook.delivery.Columns.shorts;

import io.satang.webhook.delivery.Postponement.Until;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.event.EventKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The columns {@code behind} and {@code beside} of {@code deliveries}. Whoever writes that a delivery waits looks afterwards whether what it
 * waits for is still there, and whoever ends one looks afterwards who waits for it: each sees what the other has committed before.
 */
@Singleton
final class PgTurnStore implements TurnStore {
    /** So many of an object's events are looked back at; between what is pending there is not more than what nobody wants. */
    private static final int LOOKED_BACK = 1_000;
    /** So often what is not here yet is asked for, a second apart. */
    private static final int UNKNOWN_LEASES_MAX = 30;

    /** So far back: a charge has few changes, and one consumer is not further behind another. */
    private static final long UNKNOWN_VERSIONS_MAX = 8;

    private static final int LOOKED_AT = 200;

    // The nearest version before this one that is still to be delivered there; or one of those before, if nobody has
    // heard of it yet, as each kind of event has a topic of its own.
    private static final String AHEAD = """
            SELECT ahead.version, ahead.known
            FROM deliveries own CROSS JOIN LATERAL (
                (SELECT before.version, true AS known
                 FROM (SELECT id, version FROM events
                       WHERE object_id = $3 AND version <= $4 AND (version < $4 OR id < $1) ORDER BY version DESC, id DESC LIMIT $7) before
                 WHERE EXISTS (SELECT FROM deliveries WHERE event_id = before.id AND endpoint_id = $5 AND wake_at IS NOT NULL AND beside IS NULL)
                 ORDER BY before.version DESC LIMIT 1)
                UNION ALL
                (SELECT missing.version, false
                 FROM generate_series(greatest($4 - $9, 1), $4 - 1) AS missing (version)
                 WHERE $6 AND own.claim <= $8 AND NOT EXISTS (SELECT FROM events WHERE object_id = $3 AND version = missing.version)
                 ORDER BY missing.version DESC LIMIT 1)
                LIMIT 1
            ) ahead
            WHERE own.event_id = $1 AND own.slot = $2 AND own.beside IS NULL
            """;

    // It wakes by itself in the end, whatever is lost meanwhile.
    static final String QUEUE = """
            WITH given AS (
                SELECT g.* FROM set_config('synchronous_commit', 'off', true),
                     unnest($1::text[], $2::smallint[], $3::integer[], $4::text[], $5::integer[]) AS g (event_id, slot, claim, behind, seconds)
            ), locked AS MATERIALIZED (
                SELECT given.*, held.place FROM (SELECT * FROM given ORDER BY event_id, slot) given
                CROSS JOIN LATERAL (
                    SELECT ctid AS place FROM deliveries
                    WHERE event_id = given.event_id AND slot = given.slot AND claim = given.claim AND state = 'in_flight' FOR UPDATE
                ) held
            )
            UPDATE deliveries SET state = 'due', queue = NULL, owner = NULL, behind = locked.behind,
                                  wake_at = now() + locked.seconds * (1 + random()) * interval '1 second'
            FROM locked WHERE deliveries.ctid = locked.place
            """;

    static final String RELEASE = """
            WITH waiting AS MATERIALIZED (
                SELECT next.*, ended.account_id
                FROM set_config('synchronous_commit', 'off', true),
                     unnest($1::text[], $2::text[], $3::text[]) AS ended (endpoint_id, turn, account_id)
                CROSS JOIN LATERAL (
                    SELECT event_id, slot, behind FROM deliveries WHERE endpoint_id = ended.endpoint_id AND behind = ended.turn OFFSET 0
                ) next
            ), locked AS MATERIALIZED (
                SELECT held.place, ordered.account_id FROM (SELECT * FROM waiting ORDER BY event_id, slot) ordered
                CROSS JOIN LATERAL (
                    SELECT ctid AS place FROM deliveries
                    WHERE event_id = ordered.event_id AND slot = ordered.slot AND behind = ordered.behind FOR UPDATE
                ) held
            )
            UPDATE deliveries SET wake_at = now(), queue = locked.account_id, behind = NULL
            FROM locked WHERE deliveries.ctid = locked.place
            """;

    // Of those that wait: what is not here yet is waited for in any case.
    private static final String WAITS_FOR_NOTHING = """
            waiting.wake_at > now() + interval '1 minute' AND (
                (SELECT ordering FROM endpoints WHERE id = waiting.endpoint_id AND deleted_at IS NULL) IS DISTINCT FROM 'object'
                OR NOT EXISTS (
                    SELECT FROM (SELECT id FROM events
                                 WHERE object_id = event.object_id AND version <= event.version AND (version < event.version OR id < event.id)
                                 ORDER BY version DESC, id DESC LIMIT %d) before
                    WHERE EXISTS (SELECT FROM deliveries WHERE event_id = before.id AND endpoint_id = waiting.endpoint_id
                                  AND wake_at IS NOT NULL AND beside IS NULL)))
            """.formatted(LOOKED_BACK);

    private static final String LOOK_AGAIN = """
            WITH waiting AS MATERIALIZED (
                SELECT deliveries.* FROM unnest($1::text[], $2::smallint[]) AS given (event_id, slot)
                JOIN deliveries ON deliveries.event_id = given.event_id AND deliveries.slot = given.slot WHERE behind IS NOT NULL
            ), free AS (
                SELECT deliveries.event_id, deliveries.slot, event.account_id
                FROM waiting JOIN events event ON event.id = waiting.event_id
                JOIN deliveries ON deliveries.event_id = waiting.event_id AND deliveries.slot = waiting.slot AND deliveries.behind = waiting.behind
                WHERE %s ORDER BY deliveries.event_id, deliveries.slot FOR UPDATE OF deliveries
            )
            UPDATE deliveries SET wake_at = now(), queue = free.account_id, behind = NULL
            FROM free WHERE deliveries.event_id = free.event_id AND deliveries.slot = free.slot
            """.formatted(WAITS_FOR_NOTHING);

    // All that wait for the same thing are looked at together, however many there are.
    private static final String LOOK = """
            WITH waiting AS MATERIALIZED (
                SELECT * FROM deliveries WHERE behind IS NOT NULL AND (endpoint_id, behind) > ($1, $2)
                ORDER BY endpoint_id, behind FETCH FIRST $3 ROWS WITH TIES
            ), free AS (
                SELECT deliveries.event_id, deliveries.slot, event.account_id
                FROM waiting JOIN events event ON event.id = waiting.event_id
                JOIN deliveries ON deliveries.event_id = waiting.event_id AND deliveries.slot = waiting.slot AND deliveries.behind = waiting.behind
                WHERE %s ORDER BY deliveries.event_id, deliveries.slot FOR UPDATE OF deliveries SKIP LOCKED
            ), due AS (
                UPDATE deliveries SET wake_at = now(), queue = free.account_id, behind = NULL
                FROM free WHERE deliveries.event_id = free.event_id AND deliveries.slot = free.slot
            )
            SELECT endpoint_id, behind, count(*) OVER () AS looked FROM waiting ORDER BY endpoint_id DESC, behind DESC LIMIT 1
            """.formatted(WAITS_FOR_NOTHING);

    private final Pool pool;

    PgTurnStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<Optional<Ahead>> ahead(Delivery delivery) {
        Tuple parameters = Tuple.tuple()
                .addString(delivery.id().eventId())
                .addShort((short) delivery.id().slot())
                .addString(delivery.event().objectId())
                .addLong(delivery.event().version())
                .addString(endpointId(delivery))
                .addBoolean(isNumberedWithoutGap(delivery.event().key()))
                .addLong((long) LOOKED_BACK)
                .addInteger(UNKNOWN_LEASES_MAX)
                .addLong(UNKNOWN_VERSIONS_MAX);
        return pool.preparedQuery(AHEAD)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> ahead(delivery, row))
                        .findFirst());
    }

    @Override
    public Uni<Void> queue(List<Postponement> postponements) {
        List<Claimed> claimed =
                postponements.stream().map(Postponement::claimed).toList();
        List<Ahead> aheads = postponements.stream().map(PgTurnStore::ahead).toList();
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(texts(claimed, PgTurnStore::eventId))
                .addArrayOfShort(shorts(claimed, PgTurnStore::slot))
                .addArrayOfInteger(integers(claimed, each -> each.lease().claim()))
                .addArrayOfString(texts(aheads, Ahead::turn))
                .addArrayOfInteger(integers(aheads, Ahead::secondsMax));
        Tuple written = Tuple.tuple()
                .addArrayOfString(texts(claimed, PgTurnStore::eventId))
                .addArrayOfShort(shorts(claimed, PgTurnStore::slot));
        return pool.preparedQuery(QUEUE)
                .execute(parameters)
                .chain(() -> pool.preparedQuery(LOOK_AGAIN).execute(written))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> release(List<Ended> ended) {
        if (ended.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(texts(ended, Ended::endpointId))
                .addArrayOfString(texts(ended, Ended::turn))
                .addArrayOfString(texts(ended, Ended::accountId));
        return pool.preparedQuery(RELEASE).execute(parameters).replaceWithVoid();
    }

    @Override
    public Uni<Optional<Place>> look(Place behind) {
        return pool.preparedQuery(LOOK)
                .execute(Tuple.of(behind.endpoint(), behind.turn(), (long) LOOKED_AT))
                .map(PgTurnStore::place);
    }

    private static Optional<Place> place(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getLong("looked") >= LOOKED_AT)
                .map(row -> new Place(row.getString("endpoint_id"), row.getString("behind")))
                .findFirst();
    }

    private static Ahead ahead(Delivery delivery, Row row) {
        return new Ahead(Ahead.turn(delivery.event().objectId(), row.getLong("version")), row.getBoolean("known"));
    }

    private static Ahead ahead(Postponement postponement) {
        if (postponement.until() instanceof Until.Turn(Ahead ahead)) {
            return ahead;
        }
        throw new IllegalArgumentException("it does not wait for its turn");
    }

    private static String eventId(Claimed claimed) {
        return claimed.delivery().id().eventId();
    }

    private static int slot(Claimed claimed) {
        return claimed.delivery().id().slot();
    }

    private static String endpointId(Delivery delivery) {
        return delivery.recipient()
                .endpointId()
                .map(EndpointId::value)
                .orElseThrow(() -> new IllegalArgumentException("only endpoints ask for an order"));
    }

    // Every change of a charge is told; of other objects some are not.
    private static boolean isNumberedWithoutGap(EventKey key) {
        return switch (key) {
            case CHARGE_CREATE, CHARGE_UPDATE, CHARGE_COMPLETE, CHARGE_EXPIRE, CHARGE_CAPTURE, CHARGE_REVERSE -> true;
            case REFUND_CREATE, CUSTOMER_CREATE, CUSTOMER_UPDATE, CUSTOMER_DESTROY, CARD_UPDATE, CARD_DESTROY -> false;
            case OFFER_REDEEMED, OFFER_RELEASED, OFFER_CLAWED_BACK, CARD_LINKED, CARD_UNLINKED -> false;
            case OFFER_LIVE, OFFER_EXPIRED, OFFER_BUDGET_EXHAUSTED -> false;
            case WEBHOOK_PING, WEBHOOK_ENDPOINT_DISABLED, WEBHOOK_FAILING, WEBHOOK_RECOVERED -> false;
        };
    }
}
