package io.satang.webhook.event;

import io.satang.platform.paging.BoundedTotal;
import io.satang.platform.paging.Page;
import io.satang.webhook.event.EventQuery.ByArrival;
import io.satang.webhook.event.EventQuery.ByTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds where the events of a query are. No query walks an account's whole history: what is counted, and what is looked through for a filter
 * that no index serves, is bounded.
 */
final class PgEventIndexStore {
    /** So many are looked through for a filter. */
    static final int LOOKED_THROUGH = 20_000;

    private final Pool pool;

    PgEventIndexStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    Uni<EventIndex> index(String accountId, EventQuery query) {
        return switch (query) {
            case ByTime(EventFilter filter, Page page) when filter.isEmpty() -> page(accountId, page);
            case ByTime byTime -> byTime(accountId, byTime);
            case ByArrival byArrival -> byArrival(accountId, byArrival);
        };
    }

    private Uni<EventIndex> page(String accountId, Page page) {
        String sql = pageSql(page.order().sql());
        Tuple parameters = Tuple.of(
                accountId,
                page.earliest().atOffset(ZoneOffset.UTC),
                page.latest().atOffset(ZoneOffset.UTC),
                (long) page.limit(),
                (long) page.offset());
        return pool.preparedQuery(sql).execute(parameters).map(rows -> index(rows, Integer.MAX_VALUE));
    }

    private Uni<EventIndex> byTime(String accountId, ByTime query) {
        Tuple parameters = Tuple.tuple().addString(accountId);
        Page page = query.page();
        String earliest = add(parameters, page.earliest().atOffset(ZoneOffset.UTC));
        String latest = add(parameters, page.latest().atOffset(ZoneOffset.UTC));
        String order = page.order().sql();
        int most = LOOKED_THROUGH + 1;
        EventFilter filter = query.filter();
        String source = filter.objectId()
                .map(object -> add(parameters, object))
                .map(object -> ofObject(object, order, most))
                .or(() -> filter.delivery().map(status -> ofDeliveries(status, order, most)))
                .orElseGet(() -> ofAccount(earliest, latest, order, most));
        List<String> conditions = conditions(filter, parameters);
        conditions.add("created_at BETWEEN " + earliest + " AND " + latest);
        String sql =
                walk(source, conditions, add(parameters, (long) page.limit()), add(parameters, (long) page.offset()));
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> index(rows, LOOKED_THROUGH))
                .map(index -> told(index, page));
    }

    // Who reads on until there are no more has to come to where it is said that there is too much.
    private static EventIndex told(EventIndex index, Page page) {
        boolean filled = index.ids().size() == page.limit();
        long total = index.total() + (index.more() ? 1 : 0);
        return new EventIndex(index.ids(), index.bytes(), total, index.looked(), index.more() && !filled);
    }

    private Uni<EventIndex> byArrival(String accountId, ByArrival query) {
        Tuple parameters = Tuple.tuple().addString(accountId);
        EventPlace after = query.after();
        String arrival = add(parameters, Long.toString(after.arrival())) + "::text::xid8";
        String id = add(parameters, after.id());
        int most = query.filter().isEmpty() ? query.limit() + 1 : LOOKED_THROUGH;
        String source = arrived(arrival, id, most);
        if (after.arrival() == 0) {
            String time = add(parameters, after.createdAt().atOffset(ZoneOffset.UTC));
            String before = arrivedBefore(time, id, most);
            source = String.format(Locale.ROOT, """
                    SELECT id, created_at, key, object_id FROM ((%s) UNION ALL (%s)) arrived ORDER BY arrival, noted, id LIMIT %d
                    """, before, source, most);
        }
        List<String> conditions = conditions(query.filter(), parameters);
        conditions.add("true");
        String sql = walk(source, conditions, add(parameters, (long) query.limit()), "0");
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> index(rows, most))
                .map(index -> upTo(index, query.limit()));
    }

    // Reading goes on behind what was answered, if that is not all that was found.
    private static EventIndex upTo(EventIndex index, int limit) {
        Optional<String> last = index.total() > limit ? Optional.of(index.ids().getLast()) : index.looked();
        return new EventIndex(index.ids(), index.bytes(), index.total(), last, index.more());
    }

    // Ids are in the order of their times.
    private static String ofDeliveries(DeliveryStatus status, String order, int most) {
        String standing = DeliverySql.standing(status).stream()
                .map(condition -> "SELECT event_id FROM deliveries WHERE " + condition)
                .collect(Collectors.joining(" UNION ALL "));
        return String.format(Locale.ROOT, """
                SELECT events.id, events.created_at, events.key, events.object_id
                FROM (SELECT DISTINCT event_id FROM (%1$s) standing ORDER BY event_id %2$s LIMIT %3$d) undelivered
                JOIN events ON events.id = undelivered.event_id AND events.account_id = $1
                ORDER BY events.id %2$s
                """, standing, order, most);
    }

    private static List<String> conditions(EventFilter filter, Tuple parameters) {
        List<String> conditions = new ArrayList<>();
        filter.key().ifPresent(key -> conditions.add("key = " + add(parameters, key.text())));
        filter.objectId().ifPresent(object -> conditions.add("object_id = " + add(parameters, object)));
        filter.delivery()
                .map(DeliverySql::isStanding)
                .ifPresent(condition -> conditions.add(
                        "EXISTS (SELECT FROM deliveries WHERE event_id = walk.id AND " + condition + ")"));
        return conditions;
    }

    private static EventIndex index(RowSet<Row> rows, int lookedThrough) {
        Row row = rows.iterator().next();
        String[] ids = Objects.requireNonNullElse(row.getArrayOfStrings("ids"), new String[0]);
        return new EventIndex(
                List.of(ids),
                row.getLong("bytes"),
                row.getLong("total"),
                Optional.ofNullable(row.getString("last")),
                row.getLong("looked") > lookedThrough);
    }

    // Of ids and not of rows, so that what is passed over and counted is read from the index alone.
    private static String pageSql(String order) {
        return String.format(
                Locale.ROOT,
                """
                WITH place AS (
                    SELECT id, row_number() OVER () AS turn
                    FROM (SELECT id FROM events WHERE account_id = $1 AND created_at BETWEEN $2 AND $3
                          ORDER BY created_at %1$s, id %1$s LIMIT $4 OFFSET $5) ordered
                )
                SELECT (%2$s) AS total,
                       (SELECT array_agg(id ORDER BY turn) FROM place) AS ids,
                       (SELECT coalesce(sum(octet_length(data)), 0) FROM place JOIN events USING (id)) AS bytes,
                       0::bigint AS looked, NULL AS last
                """,
                order,
                BoundedTotal.sql("FROM events WHERE account_id = $1 AND created_at BETWEEN $2 AND $3", "$5"));
    }

    // The first so many of what an index has in this order, and of these what is asked for.
    private static String walk(String source, List<String> conditions, String limit, String offset) {
        return String.format(Locale.ROOT, """
                WITH walk AS MATERIALIZED (
                    SELECT id, created_at, key, object_id, row_number() OVER () AS turn FROM (%1$s) ordered
                ), found AS MATERIALIZED (
                    SELECT id, row_number() OVER (ORDER BY turn) AS turn FROM walk WHERE %2$s
                ), place AS (
                    SELECT id, turn FROM found ORDER BY turn LIMIT %3$s OFFSET %4$s
                )
                SELECT (SELECT count(*) FROM found) AS total,
                       (SELECT array_agg(id ORDER BY turn) FROM place) AS ids,
                       (SELECT coalesce(sum(octet_length(data)), 0) FROM place JOIN events USING (id)) AS bytes,
                       (SELECT count(*) FROM walk) AS looked,
                       (SELECT id FROM walk ORDER BY turn DESC LIMIT 1) AS last
                """, source, String.join(" AND ", conditions), limit, offset);
    }

    private static String ofAccount(String earliest, String latest, String order, int most) {
        return String.format(Locale.ROOT, """
                SELECT id, created_at, key, object_id FROM events WHERE account_id = $1 AND created_at BETWEEN %1$s AND %2$s
                ORDER BY created_at %3$s, id %3$s LIMIT %4$d
                """, earliest, latest, order, most);
    }

    // Looked up before anything else: a planner without statistics would rather walk through the account's history.
    private static String ofObject(String object, String order, int most) {
        return String.format(Locale.ROOT, """
                WITH of_object AS MATERIALIZED (SELECT id, created_at, key, object_id, account_id FROM events WHERE object_id = %1$s)
                SELECT id, created_at, key, object_id FROM of_object WHERE account_id = $1
                ORDER BY created_at %2$s, id %2$s LIMIT %3$d
                """, object, order, most);
    }

    // Of these no transaction is noted; all of them were there before the first of which one is.
    private static String arrivedBefore(String time, String id, int most) {
        return String.format(Locale.ROOT, """
                SELECT id, created_at, key, object_id, arrival, created_at AS noted
                 FROM events WHERE account_id = $1 AND arrival = '0'::xid8 AND (created_at, id) > (%1$s, %2$s)
                ORDER BY created_at, id LIMIT %3$d
                """, time, id, most);
    }

    // What is below the oldest transaction that still runs is all there, and nothing is ever added to it. Compared as a
    // pair: with an OR, the planner would look for all ids above.
    private static String arrived(String arrival, String id, int most) {
        return String.format(Locale.ROOT, """
                SELECT id, created_at, key, object_id, arrival, NULL::timestamptz AS noted
                 FROM events WHERE account_id = $1 AND arrival > '0'::xid8 AND arrival >= %1$s AND (arrival, id) > (%1$s, %2$s)
                   AND arrival < pg_snapshot_xmin(pg_current_snapshot())
                ORDER BY arrival, id LIMIT %3$d
                """, arrival, id, most);
    }

    /** Makes this value a parameter, and answers what it is called in the statement. */
    private static String add(Tuple parameters, Object value) {
        parameters.addValue(value);
        return "$" + parameters.size();
    }
}
