package io.satang.webhook.delivery;

import static io.satang.platform.database.Columns.texts;
import static io.satang.webhook.delivery.Columns.integers;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The table {@code endpoint_paces}. Rows are locked in the order of their ids. */
@Singleton
final class PgPaceStore implements PaceStore {
    // What is needed, as far as it comes in within the time that somebody waits; or a tenth of a second's, so that not
    // each delivery needs a statement, as far as nobody has to wait for it.
    private static final String TOKENS = """
            greatest(0, least(%2$s, floor(%3$s * 6 - %1$s)), least(greatest(%2$s, ceil(%3$s / 10.0)), floor(%3$s - %1$s)))::integer""";

    // A crash that loses this lets a few more through, once.
    private static final String TAKE = """
            INSERT INTO endpoint_paces AS pace (endpoint_id, per_second, needed, owed, granted, taken_at)
            SELECT endpoint_id, per_second, needed, 0, %s, clock_timestamp()
            FROM set_config('synchronous_commit', 'off', true),
                 unnest($1::text[], $2::integer[], $3::integer[]) AS demand (endpoint_id, per_second, needed)
            ORDER BY endpoint_id
            ON CONFLICT (endpoint_id) DO UPDATE SET (per_second, needed, owed, granted, taken_at) = (
                SELECT excluded.per_second, excluded.needed, present.owed, %s, present.time
                FROM (SELECT greatest(0, least(6.0 * excluded.per_second, pace.owed + pace.granted
                                         - extract(epoch FROM clock_timestamp() - pace.taken_at)::float8 * pace.per_second)) AS owed,
                             greatest(clock_timestamp(), pace.taken_at) AS time) present
            )
            RETURNING endpoint_id, granted, owed
            """.formatted(
                    TOKENS.formatted("0", "needed", "per_second"),
                    TOKENS.formatted("present.owed", "excluded.needed", "excluded.per_second"));

    // By now each of them is a full bucket, as is one that has no row.
    private static final String FORGET = """
            DELETE FROM endpoint_paces WHERE endpoint_id IN (
                SELECT endpoint_id FROM endpoint_paces WHERE taken_at < now() - interval '1 day'
                ORDER BY endpoint_id LIMIT 10000 FOR UPDATE SKIP LOCKED)
            """;

    private final Pool pool;

    PgPaceStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<List<Grant>> take(List<Demand> demands) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(texts(demands, demand -> demand.endpoint().value()))
                .addArrayOfInteger(integers(demands, Demand::perSecond))
                .addArrayOfInteger(integers(demands, Demand::needed));
        return pool.preparedQuery(TAKE).execute(parameters).map(rows -> grants(demands, rows));
    }

    /** Deletes some of those that nobody has sent anything to for a day. */
    @Override
    public Uni<Void> forget() {
        return pool.preparedQuery(FORGET).execute().replaceWithVoid();
    }

    private static List<Grant> grants(List<Demand> demands, RowSet<Row> rows) {
        Map<String, Grant> byEndpoint = StreamSupport.stream(rows.spliterator(), false)
                .collect(Collectors.toMap(
                        row -> row.getString("endpoint_id"),
                        row -> new Grant(row.getInteger("granted"), row.getDouble("owed"))));
        return demands.stream()
                .map(demand ->
                        Objects.requireNonNull(byEndpoint.get(demand.endpoint().value()), "grant"))
                .toList();
    }
}
