package io.satang.webhook.health;

import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.health.HourTallies.EndpointHour;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The table {@code endpoint_hours}. Rows are locked in the order of their keys. */
@Singleton
class PgTallyStore implements TallyStore {
    // These are counts to look at: no commit of theirs need wait for the disk.
    private static final String ADD = """
            INSERT INTO endpoint_hours AS hours (endpoint_id, hour, attempts, succeeded)
            SELECT counted.* FROM set_config('synchronous_commit', 'off', true),
                unnest($1::text[], $2::timestamptz[], $3::bigint[], $4::bigint[]) AS counted (endpoint_id, hour, attempts, succeeded)
            ORDER BY endpoint_id, hour
            ON CONFLICT (endpoint_id, hour) DO UPDATE
            SET attempts = hours.attempts + excluded.attempts, succeeded = hours.succeeded + excluded.succeeded
            """;

    private static final String LAST_DAY = """
            SELECT coalesce(sum(attempts), 0)::bigint AS attempts, coalesce(sum(succeeded), 0)::bigint AS succeeded
            FROM endpoint_hours WHERE endpoint_id = $1 AND hour > date_trunc('hour', now(), 'UTC') - interval '24 hours'
            """;

    private static final String FORGET = """
            DELETE FROM endpoint_hours WHERE ctid IN (
                SELECT ctid FROM endpoint_hours WHERE hour < now() - interval '25 hours' ORDER BY hour LIMIT 10000 FOR UPDATE SKIP LOCKED)
            """;

    private final Pool pool;

    PgTallyStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<Void> add(Map<EndpointHour, Tally> counted) {
        List<Map.Entry<EndpointHour, Tally>> rows = List.copyOf(counted.entrySet());
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(rows.stream()
                        .map(row -> row.getKey().endpoint().value())
                        .toArray(String[]::new))
                .addArrayOfOffsetDateTime(rows.stream()
                        .map(row -> row.getKey().hour().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfLong(
                        rows.stream().map(row -> row.getValue().attempts()).toArray(Long[]::new))
                .addArrayOfLong(
                        rows.stream().map(row -> row.getValue().succeeded()).toArray(Long[]::new));
        return pool.preparedQuery(ADD).execute(parameters).replaceWithVoid();
    }

    @Override
    public Uni<Tally> lastDay(EndpointId endpoint) {
        return pool.preparedQuery(LAST_DAY).execute(Tuple.of(endpoint.value())).map(rows -> {
            Row row = rows.iterator().next();
            return new Tally(row.getLong("attempts"), row.getLong("succeeded"));
        });
    }

    @Override
    public Uni<Void> forget() {
        return pool.preparedQuery(FORGET).execute().replaceWithVoid();
    }
}
