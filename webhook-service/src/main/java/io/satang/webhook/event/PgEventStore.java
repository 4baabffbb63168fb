package io.satang.webhook.event;

import io.satang.events.RawJson;
import io.satang.platform.paging.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Reads the table {@code events} with its {@code attempts}. */
@Singleton
class PgEventStore implements EventStore {
    private static final String ATTEMPTS = """
            SELECT array_agg(id ORDER BY created_at, id) AS ids, array_agg(uri ORDER BY created_at, id) AS uris,
                   array_agg(status ORDER BY created_at, id) AS statuses, array_agg(error ORDER BY created_at, id) AS errors,
                   array_agg(created_at ORDER BY created_at, id) AS times
            FROM attempts WHERE event_id = event.id
            """;

    private static final String FIND = """
            SELECT event.*, attempt.*
            FROM events event CROSS JOIN LATERAL (%s) attempt
            WHERE event.account_id = $1 AND event.id = $2
            """.formatted(ATTEMPTS);

    private static final String OF_ACCOUNT = "account_id = $1";
    private static final String OF_OBJECT = "account_id = $1 AND object_id = $6";

    private final Pool pool;

    PgEventStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<Optional<EventHistory>> find(String accountId, String id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(accountId, id))
                .map(rows -> histories(rows).stream().findFirst());
    }

    @Override
    public Uni<Long> bytes(String accountId, Page page) {
        return bytes(OF_ACCOUNT, parameters(accountId, page), page);
    }

    @Override
    public Uni<Long> bytesOfObject(String accountId, String objectId, Page page) {
        return bytes(OF_OBJECT, parameters(accountId, page).addString(objectId), page);
    }

    private Uni<Long> bytes(String condition, Tuple parameters, Page page) {
        String sql = String.format(Locale.ROOT, """
                SELECT coalesce(sum(octet_length(data)), 0) AS bytes FROM (%s) place JOIN events ON events.id = place.id
                """, places(condition, page));
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.iterator().next().getLong("bytes"));
    }

    @Override
    public Uni<EventPage> list(String accountId, Page page) {
        return query(OF_ACCOUNT, parameters(accountId, page), page).map(PgEventStore::page);
    }

    @Override
    public Uni<Optional<EventPage>> listOfObject(String accountId, String objectId, Page page) {
        return query(OF_OBJECT, parameters(accountId, page).addString(objectId), page)
                .map(rows -> Optional.of(rows).filter(PgEventStore::isKnown).map(PgEventStore::page));
    }

    // An empty page still answers one row, for the sake of the total.
    private Uni<RowSet<Row>> query(String condition, Tuple parameters, Page page) {
        String sql = String.format(
                Locale.ROOT,
                """
                WITH page AS (SELECT events.* FROM (%1$s) place JOIN events ON events.id = place.id)
                SELECT counted.*, event.*, attempt.*
                FROM (SELECT (SELECT count(*)
                              FROM (SELECT FROM events WHERE %2$s AND created_at BETWEEN $2 AND $3 LIMIT $5 + %3$d) counting) AS total,
                             EXISTS (SELECT FROM events WHERE %2$s) AS known) counted
                LEFT JOIN page event ON true
                CROSS JOIN LATERAL (%4$s) attempt
                ORDER BY event.created_at %5$s, event.id %5$s
                """,
                places(condition, page),
                condition,
                EventPage.COUNTED_BEYOND,
                ATTEMPTS,
                page.order().sql());
        return pool.preparedQuery(sql).execute(parameters);
    }

    // Of ids and not of rows, so that what is passed over is read from the index alone.
    private static String places(String condition, Page page) {
        return String.format(Locale.ROOT, """
            SELECT id FROM events WHERE %1$s AND created_at BETWEEN $2 AND $3
            ORDER BY created_at %2$s, id %2$s LIMIT $4 OFFSET $5
            """, condition, page.order().sql());
    }

    private static Tuple parameters(String accountId, Page page) {
        return Tuple.tuple()
                .addString(accountId)
                .addOffsetDateTime(page.earliest().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(page.latest().atOffset(ZoneOffset.UTC))
                .addLong((long) page.limit())
                .addLong((long) page.offset());
    }

    private static boolean isKnown(RowSet<Row> rows) {
        return rows.iterator().next().getBoolean("known");
    }

    private static EventPage page(RowSet<Row> rows) {
        return new EventPage(histories(rows), rows.iterator().next().getLong("total"));
    }

    private static List<EventHistory> histories(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getString("id") != null)
                .map(row -> new EventHistory(event(row), deliveries(row)))
                .toList();
    }

    private static MerchantEvent event(Row row) {
        return new MerchantEvent(
                row.getString("id"),
                row.getString("account_id"),
                row.getBoolean("livemode"),
                EventKey.parse(row.getString("key")),
                row.getString("object_id"),
                row.getLong("version"),
                new RawJson(row.getString("data")),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getString("request_id")));
    }

    private static List<WebhookDelivery> deliveries(Row row) {
        String[] ids = row.getArrayOfStrings("ids");
        if (ids == null) {
            return List.of();
        }
        String[] uris = row.getArrayOfStrings("uris");
        Short[] statuses = row.getArrayOfShorts("statuses");
        String[] errors = row.getArrayOfStrings("errors");
        OffsetDateTime[] times = row.getArrayOfOffsetDateTimes("times");
        return IntStream.range(0, ids.length)
                .mapToObj(i -> new WebhookDelivery(
                        ids[i], uris[i], statuses[i], Optional.ofNullable(errors[i]), times[i].toInstant()))
                .toList();
    }
}
