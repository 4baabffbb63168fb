package io.satang.charge.read;

import io.satang.charge.read.ChargeListStore.Place;
import io.satang.platform.paging.BoundedTotal;
import io.satang.platform.paging.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Finds where the charges of a part of an account's list are. No list walks a whole history (docs/decisions/0032-the-order-of-arrival.md). */
@ApplicationScoped
class ChargeIndexStore {
    /** So many are looked through for a status or a method. */
    static final int LOOKED_THROUGH = 20_000;

    /** And so many for a text: descriptions and metadata are read whole, and may be long. */
    static final int TEXTS_LOOKED_THROUGH = 2_000;

    private static final String HISTORY = "FROM charges WHERE account_id = $1 AND created_at BETWEEN $2 AND $3";

    /** Those with refunds as much as they can. */
    private static final String BYTES = """
            SELECT coalesce(sum(octet_length(metadata::text) + octet_length(terms::text) + octet_length(coalesce(description, ''))
                                + CASE WHEN refunded > 0 THEN 40960 ELSE 0 END), 0)
            FROM place JOIN charges USING (id)""";

    private final Pool pool;

    ChargeIndexStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /** A page, by how many are passed over. */
    Uni<ChargeIndex> page(String accountId, ChargeFilter filter, Page page) {
        Tuple parameters = parameters(accountId, page);
        String sql = filter.isEmpty() ? all(order(page)) : fitting(HISTORY, order(page), filter, parameters);
        return find(sql, parameters);
    }

    /** What follows on a charge in the page's order; from the first on when that is empty. */
    Uni<ChargeIndex> onward(String accountId, ChargeFilter filter, Page page, Optional<Place> after) {
        Tuple parameters = parameters(accountId, page);
        String rest =
                HISTORY + after.map(place -> behind(place, page, parameters)).orElse("");
        return find(fitting(rest, order(page), filter, parameters), parameters);
    }

    private Uni<ChargeIndex> find(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> index(rows.iterator().next()));
    }

    private static ChargeIndex index(Row row) {
        String[] ids = Objects.requireNonNullElse(row.getArrayOfStrings("ids"), new String[0]);
        Optional<String> looked = Optional.ofNullable(row.getString("looked"));
        long total = row.getLong("total") + (looked.isPresent() ? 1 : 0);
        return new ChargeIndex(List.of(ids), row.getLong("bytes"), total, looked);
    }

    private static String order(Page page) {
        return String.format(
                Locale.ROOT, "ORDER BY created_at %1$s, id %1$s", page.order().sql());
    }

    private static String behind(Place place, Page page, Tuple parameters) {
        parameters.addOffsetDateTime(place.createdAt());
        String time = "$" + parameters.size();
        String comparison = switch (page.order()) {
            case CHRONOLOGICAL -> ">";
            case REVERSE_CHRONOLOGICAL -> "<";
        };
        return " AND (created_at, id) %s (%s, %s)".formatted(comparison, time, add(parameters, place.id()));
    }

    // Of ids and not of rows, so that what is passed over and counted is read from the index alone.
    private static String all(String order) {
        return String.format(Locale.ROOT, """
                WITH place AS (
                    SELECT id, row_number() OVER () AS turn FROM (SELECT id %1$s %2$s LIMIT $4 OFFSET $5) ordered
                )
                SELECT (SELECT array_agg(id ORDER BY turn) FROM place) AS ids, (%3$s) AS bytes, (%4$s) AS total, NULL AS looked
                """, HISTORY, order, BYTES, BoundedTotal.sql(HISTORY, "$5"));
    }

    // It stops at the first that there is no room for, which is enough to tell that there are more.
    private static String fitting(String history, String order, ChargeFilter filter, Tuple parameters) {
        int most = filter.query().isPresent() ? TEXTS_LOOKED_THROUGH : LOOKED_THROUGH;
        return String.format(
                Locale.ROOT, """
                WITH found AS MATERIALIZED (
                    SELECT id, row_number() OVER () AS turn
                    FROM (SELECT id FROM (SELECT * %1$s %2$s LIMIT %3$d) walk WHERE %4$s LIMIT $4::bigint + $5::bigint + 1) fitting
                ), place AS (
                    SELECT id, turn FROM found ORDER BY turn LIMIT $4 OFFSET $5
                )
                SELECT (SELECT array_agg(id ORDER BY turn) FROM place) AS ids, (%5$s) AS bytes,
                       (SELECT count(*) FROM found) AS total,
                       CASE WHEN (SELECT count(*) FROM found) <= $4::bigint + $5::bigint
                            THEN (SELECT looked FROM (SELECT id AS looked, lead(id) OVER (%2$s) AS beyond
                                                      FROM (SELECT id, created_at %1$s %2$s LIMIT 2 OFFSET %3$d - 1) edge) last
                                  WHERE beyond IS NOT NULL) END AS looked
                """, history, order, most, String.join(" AND ", conditions(filter, parameters)), BYTES);
    }

    // States on the way have one name for merchants. No text has the character between the fields, and none is found
    // across two of them; letters
    // have their small ones whatever the locale of the database.
    private static List<String> conditions(ChargeFilter filter, Tuple parameters) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        filter.status()
                .map(status -> status.equals("pending") ? "ended_at IS NULL" : "status = " + add(parameters, status))
                .ifPresent(conditions::add);
        filter.sourceType()
                .map(type -> "terms ->> 'source_type' = " + add(parameters, type))
                .ifPresent(conditions::add);
        filter.query()
                .map(text -> "strpos(%s, %s) > 0"
                        .formatted(
                                small("concat_ws(chr(1), id, description, failure_code, metadata)"),
                                small(add(parameters, text))))
                .ifPresent(conditions::add);
        return conditions;
    }

    private static String small(String text) {
        return "lower((" + text + ") COLLATE pg_c_utf8)";
    }

    private static Tuple parameters(String accountId, Page page) {
        return Tuple.of(
                        accountId,
                        page.earliest().atOffset(ZoneOffset.UTC),
                        page.latest().atOffset(ZoneOffset.UTC))
                .addLong((long) page.limit())
                .addLong((long) page.offset());
    }

    /** Makes this text a parameter, and answers what it is called in the statement. */
    private static String add(Tuple parameters, String text) {
        parameters.addString(text);
        return "$" + parameters.size() + "::text";
    }
}
