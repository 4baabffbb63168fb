package io.satang.webhook.recovery;

import io.satang.webhook.event.DeliveryNumber;
import io.satang.webhook.event.DeliverySql;
import io.satang.webhook.event.DeliveryStatus;
import io.satang.webhook.recovery.KnownDelivery.LastAttempt;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the tables {@code deliveries} and {@code attempts} by account. */
@Singleton
class PgDeliveryListStore implements DeliveryListStore {
    private static final String LAST_ATTEMPT = """
            LEFT JOIN LATERAL (
                SELECT status, error, latency_ms, answer, created_at, uri AS last_uri, endpoint_id AS last_endpoint_id,
                       bool_or(error IS NULL) OVER () AS delivered, count(*) OVER ()::integer AS made
                FROM attempts WHERE event_id = delivery.event_id AND slot = delivery.slot ORDER BY claim DESC LIMIT 1
            ) last ON true
            """;

    private static final String FIND = """
            SELECT delivery.event_id, delivery.slot, event.key, open.uri, open.endpoint_id, open.state, open.wake_at, open.behind, open.attempts, last.*
            FROM (SELECT $2::text AS event_id, $3::smallint AS slot) delivery
            JOIN events event ON event.id = delivery.event_id AND event.account_id = $1
            LEFT JOIN deliveries open ON open.event_id = delivery.event_id AND open.slot = delivery.slot
            %s
            WHERE open.event_id IS NOT NULL OR last.made IS NOT NULL
            """.formatted(LAST_ATTEMPT);

    private final Pool pool;

    PgDeliveryListStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<Optional<KnownDelivery>> find(String accountId, DeliveryNumber number) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(accountId, number.eventId(), (short) number.slot()))
                .map(rows -> deliveries(rows).stream().findFirst());
    }

    @Override
    public Uni<Part> list(String accountId, DeliveryQuery query) {
        String standing = query.states().stream()
                .flatMap(state -> DeliverySql.standing(state).stream())
                .map(PgDeliveryListStore::first)
                .collect(Collectors.joining(" UNION ALL "));
        String sql = String.format(Locale.ROOT, """
            SELECT delivery.event_id, delivery.slot, event.key, delivery.uri, delivery.endpoint_id, delivery.state, delivery.wake_at,
                   delivery.behind, delivery.attempts, last.*
            FROM (SELECT * FROM (%s) standing ORDER BY event_id, slot LIMIT $5) delivery
            JOIN events event ON event.id = delivery.event_id
            %s
            ORDER BY delivery.event_id, delivery.slot
            """, standing, LAST_ATTEMPT);
        Tuple parameters = Tuple.tuple()
                .addString(accountId)
                .addString(query.after().map(DeliveryNumber::eventId).orElse(""))
                .addShort(query.after().map(DeliveryNumber::slot).orElse(0).shortValue())
                .addString(query.endpointId().orElse(null))
                .addLong(query.limit() + 1L);
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(PgDeliveryListStore::deliveries)
                .map(found -> new Part(
                        found.subList(0, Math.min(found.size(), query.limit())), found.size() > query.limit()));
    }

    // One for each state, each by an index that has nothing else in it.
    private static String first(String condition) {
        return String.format(Locale.ROOT, """
            (SELECT * FROM deliveries WHERE %s AND (event_id, slot) > ($2, $3) AND ($4::text IS NULL OR endpoint_id = $4)
             ORDER BY event_id, slot LIMIT $5)
            """, condition);
    }

    private static List<KnownDelivery> deliveries(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PgDeliveryListStore::delivery)
                .toList();
    }

    private static KnownDelivery delivery(Row row) {
        boolean open = row.getString("state") != null;
        return new KnownDelivery(
                new DeliveryNumber(row.getString("event_id"), row.getShort("slot")),
                row.getString("key"),
                Optional.ofNullable(row.getString(open ? "endpoint_id" : "last_endpoint_id")),
                row.getString(open ? "uri" : "last_uri"),
                status(row, open),
                row.getInteger(open ? "attempts" : "made"),
                nextAttemptAt(row),
                lastAttempt(row));
    }

    private static DeliveryStatus status(Row row, boolean open) {
        if (open) {
            return DeliveryStatus.of(row.getString("state").equals("exhausted"), row.getInteger("attempts"));
        }
        return row.getBoolean("delivered") ? DeliveryStatus.DELIVERED : DeliveryStatus.WITHDRAWN;
    }

    private static Optional<Instant> nextAttemptAt(Row row) {
        return Optional.ofNullable(row.getString("state"))
                .filter("due"::equals)
                .map(due -> row.getOffsetDateTime("wake_at"))
                // While its endpoint is not enabled, or it is not its turn, nobody knows.
                .filter(at -> row.getString("behind") == null)
                .filter(at -> at.isBefore(OffsetDateTime.MAX))
                .map(OffsetDateTime::toInstant);
    }

    private static Optional<LastAttempt> lastAttempt(Row row) {
        return Optional.ofNullable(row.getInteger("made"))
                .map(made -> new LastAttempt(
                        row.getShort("status"),
                        Optional.ofNullable(row.getString("error")),
                        Optional.ofNullable(row.getInteger("latency_ms")),
                        Optional.ofNullable(row.getString("answer")),
                        row.getOffsetDateTime("created_at").toInstant()));
    }
}
