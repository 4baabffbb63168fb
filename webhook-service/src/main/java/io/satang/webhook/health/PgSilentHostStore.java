package io.satang.webhook.health;

import io.satang.webhook.delivery.SilentHost;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The table {@code silent_hosts}. Rows are locked in the order of their names. */
@Singleton
final class PgSilentHostStore implements SilentHostStore {
    private static final int READ_MAX = 1_000;

    private static final String SILENT = """
            INSERT INTO silent_hosts (host, pause_ms, probe_at)
            SELECT DISTINCT host, $2::bigint, now() + $2::bigint * interval '1 millisecond' FROM unnest($1::text[]) AS given (host) ORDER BY host
            ON CONFLICT (host) DO UPDATE SET pause_ms = excluded.pause_ms, probe_at = excluded.probe_at WHERE silent_hosts.probe_at <= now()
            """;

    // The next pause begins now, so that a probe that fails need not be written down, nor one that nobody hears of
    // again.
    private static final String TURN = """
            WITH probe AS (
                UPDATE silent_hosts SET pause_ms = least(2 * pause_ms, $2::bigint),
                                        probe_at = now() + least(2 * pause_ms, $2::bigint) * interval '1 millisecond'
                WHERE host = $1 AND probe_at <= now() RETURNING host
            )
            SELECT EXISTS (SELECT FROM probe) AS probe, EXISTS (SELECT FROM silent_hosts WHERE host = $1) AS silent
            """;

    private static final String ANSWERED = "DELETE FROM silent_hosts WHERE host = $1";

    // By the key, so that all are read in time and none twice before that.
    private static final String READ = "SELECT host FROM silent_hosts WHERE host > $1 ORDER BY host LIMIT $2";

    private static final String FORGET = """
            DELETE FROM silent_hosts WHERE host IN (
                SELECT host FROM silent_hosts
                WHERE probe_at < now() - interval '1 hour' AND NOT EXISTS (SELECT FROM deliveries WHERE silent_host = silent_hosts.host)
                ORDER BY host LIMIT 1000 FOR UPDATE SKIP LOCKED)
            """;

    private final Pool pool;
    private final HealthRules rules;

    PgSilentHostStore(Pool pool, HealthRules rules) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.rules = Objects.requireNonNull(rules, "rules");
    }

    @Override
    public Uni<Void> silent(List<SilentHost> hosts) {
        String[] names = hosts.stream().map(SilentHost::text).toArray(String[]::new);
        return pool.preparedQuery(SILENT)
                .execute(Tuple.tuple()
                        .addArrayOfString(names)
                        .addLong(rules.firstPause().toMillis()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Turn> turn(SilentHost host) {
        return pool.preparedQuery(TURN)
                .execute(Tuple.of(host.text(), rules.longestPause().toMillis()))
                .map(rows -> turn(rows.iterator().next()));
    }

    @Override
    public Uni<Boolean> answered(SilentHost host) {
        return pool.preparedQuery(ANSWERED).execute(Tuple.of(host.text())).map(rows -> rows.rowCount() > 0);
    }

    @Override
    public Uni<List<SilentHost>> read(String behind) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(behind, READ_MAX))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> SilentHost.ofText(row.getString("host")))
                        .toList());
    }

    @Override
    public Uni<Void> forgetOld() {
        return pool.preparedQuery(FORGET).execute().replaceWithVoid();
    }

    private static Turn turn(Row row) {
        if (row.getBoolean("probe")) {
            return Turn.PROBE;
        }
        return row.getBoolean("silent") ? Turn.LATER : Turn.ANSWERS;
    }
}
