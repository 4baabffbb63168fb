package io.satang.charge.expire;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;

/** How many charges are open, and how many nobody ends. */
@ApplicationScoped
class PastDeadlineStore {
    private static final String COUNT = """
            SELECT (SELECT count(*) FROM pending_charges WHERE expires_at <= now() - make_interval(secs => $1)) AS late,
                   (SELECT count(*) FROM charges WHERE quarantined_at IS NOT NULL) AS quarantined,
                   pg_stat_get_live_tuples('pending_charges'::regclass) AS open
            """;

    private final Pool pool;

    PastDeadlineStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /**
     * What nobody ends.
     *
     * @param late        pending charges whose deadline passed longer ago than was asked for
     * @param quarantined charges that were set aside
     * @param open        about how many charges wait for their payer, or to be captured
     */
    record Counts(long late, long quarantined, long open) {
        static final Counts NONE = new Counts(0, 0, 0);
    }

    Uni<Counts> count(Duration late) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of((double) late.toSeconds()))
                .map(rows -> counts(rows.iterator().next()));
    }

    private static Counts counts(Row row) {
        return new Counts(row.getLong("late"), row.getLong("quarantined"), row.getLong("open"));
    }
}
