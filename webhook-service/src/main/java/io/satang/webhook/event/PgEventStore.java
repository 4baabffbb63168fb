package io.satang.webhook.event;

import io.satang.events.RawJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the table {@code events} with its {@code attempts} and {@code deliveries}. */
@Singleton
public class PgEventStore implements EventStore {
    private static final String ATTEMPTS = """
            SELECT array_agg(id ORDER BY created_at, id) AS ids, array_agg(slot ORDER BY created_at, id) AS slots,
                   array_agg(uri ORDER BY created_at, id) AS uris, array_agg(status ORDER BY created_at, id) AS statuses,
                   array_agg(error ORDER BY created_at, id) AS errors, array_agg(created_at ORDER BY created_at, id) AS times,
                   array_agg(latency_ms ORDER BY created_at, id) AS latencies, array_agg(answer ORDER BY created_at, id) AS answers,
                   array_agg(signed_at ORDER BY created_at, id) AS signed
            FROM attempts WHERE event_id = event.id
            """;

    private static final String DELIVERIES = """
            SELECT array_agg(slot ORDER BY slot) AS open_slots, array_agg(uri ORDER BY slot) AS open_uris,
                   array_agg(attempts ORDER BY slot) AS open_attempts, array_agg(wake_at IS NULL ORDER BY slot) AS given_up,
                   array_agg(CASE WHEN state = 'due' AND isfinite(wake_at) AND behind IS NULL THEN wake_at END ORDER BY slot) AS open_times
            FROM deliveries WHERE event_id = event.id
            """;

    private static final String HISTORY = """
            SELECT event.*, attempt.*, delivery.*
            FROM events event CROSS JOIN LATERAL (%s) attempt CROSS JOIN LATERAL (%s) delivery
            """.formatted(ATTEMPTS, DELIVERIES);

    private static final String FIND = HISTORY + " WHERE event.account_id = $1 AND event.id = $2";

    private static final String LOAD =
            HISTORY + " WHERE event.account_id = $1 AND event.id = ANY($2) ORDER BY array_position($2, event.id)";

    private static final String PLACE =
            "SELECT id, created_at, arrival::text AS arrival FROM events WHERE account_id = $1 AND id = $2";

    private static final String KNOWS =
            "SELECT EXISTS (SELECT FROM events WHERE account_id = $1 AND object_id = $2) AS known";

    private final Pool pool;
    private final PgEventIndexStore indexes;

    PgEventStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.indexes = new PgEventIndexStore(pool);
    }

    @Override
    public Uni<Optional<EventHistory>> find(String accountId, String id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(accountId, id))
                .map(rows -> histories(rows).stream().findFirst());
    }

    @Override
    public Uni<Optional<EventPlace>> place(String accountId, String id) {
        return pool.preparedQuery(PLACE)
                .execute(Tuple.of(accountId, id))
                .map(rows -> stream(rows)
                        .map(row -> new EventPlace(
                                Long.parseLong(row.getString("arrival")),
                                row.getOffsetDateTime("created_at").toInstant(),
                                row.getString("id")))
                        .findFirst());
    }

    @Override
    public Uni<EventIndex> index(String accountId, EventQuery query) {
        return indexes.index(accountId, query);
    }

    @Override
    public Uni<List<EventHistory>> load(String accountId, List<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Tuple parameters = Tuple.tuple().addString(accountId).addArrayOfString(ids.toArray(String[]::new));
        return pool.preparedQuery(LOAD).execute(parameters).map(PgEventStore::histories);
    }

    @Override
    public Uni<Boolean> knows(String accountId, String objectId) {
        return pool.preparedQuery(KNOWS)
                .execute(Tuple.of(accountId, objectId))
                .map(rows -> rows.iterator().next().getBoolean("known"));
    }

    private static List<EventHistory> histories(RowSet<Row> rows) {
        return stream(rows).map(PgEventStore::history).toList();
    }

    private static EventHistory history(Row row) {
        List<WebhookDelivery> attempts = attempts(row);
        return new EventHistory(event(row), EventDelivery.all(undelivered(row), attempts), attempts);
    }

    /**
     * The event of a row of {@code events}, whatever else stands in the row.
     *
     * @throws IllegalArgumentException when it says what no event does
     */
    public static MerchantEvent event(Row row) {
        return new MerchantEvent(
                row.getString("id"),
                row.getString("account_id"),
                row.getBoolean("livemode"),
                EventKey.parse(row.getString("key")),
                row.getString("object_id"),
                row.getLong("version"),
                new RawJson(row.getString("data")),
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getString("request_id")),
                Optional.ofNullable(row.getString("traceparent")).map(Traceparent::new));
    }

    private static List<WebhookDelivery> attempts(Row row) {
        String[] ids = row.getArrayOfStrings("ids");
        if (ids == null) {
            return List.of();
        }
        Short[] slots = row.getArrayOfShorts("slots");
        String[] uris = row.getArrayOfStrings("uris");
        Short[] statuses = row.getArrayOfShorts("statuses");
        String[] errors = row.getArrayOfStrings("errors");
        OffsetDateTime[] times = row.getArrayOfOffsetDateTimes("times");
        Integer[] latencies = row.getArrayOfIntegers("latencies");
        String[] answers = row.getArrayOfStrings("answers");
        OffsetDateTime[] signed = row.getArrayOfOffsetDateTimes("signed");
        return IntStream.range(0, ids.length)
                .mapToObj(i -> new WebhookDelivery(
                        ids[i],
                        slots[i],
                        uris[i],
                        statuses[i],
                        Optional.ofNullable(errors[i]),
                        Optional.ofNullable(latencies[i]),
                        Optional.ofNullable(answers[i]),
                        Optional.ofNullable(signed[i]).map(OffsetDateTime::toInstant),
                        times[i].toInstant()))
                .toList();
    }

    private static List<EventDelivery> undelivered(Row row) {
        Short[] slots = row.getArrayOfShorts("open_slots");
        if (slots == null) {
            return List.of();
        }
        String[] uris = row.getArrayOfStrings("open_uris");
        Integer[] attempts = row.getArrayOfIntegers("open_attempts");
        Boolean[] givenUp = row.getArrayOfBooleans("given_up");
        OffsetDateTime[] times = row.getArrayOfOffsetDateTimes("open_times");
        return IntStream.range(0, slots.length)
                .mapToObj(i -> new EventDelivery(
                        slots[i],
                        uris[i],
                        DeliveryStatus.of(givenUp[i], attempts[i]),
                        attempts[i],
                        Optional.ofNullable(times[i]).map(OffsetDateTime::toInstant)))
                .toList();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
