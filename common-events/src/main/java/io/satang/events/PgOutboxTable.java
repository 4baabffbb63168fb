package io.satang.events;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * The outbox in PostgreSQL. Rows are deleted and published in one transaction, so a late commit or a gap in the sequence hides nothing (as
 * a watermark would). An advisory lock makes one replica the drainer.
 */
@ApplicationScoped
class PgOutboxTable implements OutboxTable {
    private static final Logger LOG = Logger.getLogger(PgOutboxTable.class);

    // Losing the deletion in a crash only repeats the events, so this one commit need not wait for the disk.
    private static final String DRAIN = """
            WITH lock AS (
                SELECT pg_try_advisory_xact_lock(hashtext('satang.outbox')) AS held,
                       set_config('synchronous_commit', 'off', true)
            ), drained AS (
                DELETE FROM outbox USING lock
                WHERE lock.held AND seq IN (SELECT seq FROM outbox ORDER BY seq LIMIT $1)
                RETURNING seq, id, aggregateid, type, payload, account_id, livemode, version, occurred_at
            )
            SELECT lock.held, drained.* FROM lock LEFT JOIN drained ON true ORDER BY drained.seq
            """;

    // Rows live for milliseconds, so the table is mostly dead rows, which every drain steps over until they are gone,
    // and autovacuum comes once a minute. The space is needed again at once, so it is not given back.
    private static final String VACUUM = "VACUUM (TRUNCATE false) outbox";

    private static final int VACUUM_EVERY_EVENTS = 2_000;

    private final AtomicInteger drainedSinceVacuum = new AtomicInteger();
    private final Pool pool;

    PgOutboxTable(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<Drained> drain(int limit, Function<List<OutboxEvent>, Uni<Void>> publish) {
        return pool.withTransaction(connection -> take(connection, limit).flatMap(rows -> publishAll(rows, publish)))
                .invoke(drained -> vacuumAfter(drained.events()));
    }

    private void vacuumAfter(int events) {
        if (drainedSinceVacuum.addAndGet(events) < VACUUM_EVERY_EVENTS) {
            return;
        }
        drainedSinceVacuum.set(0);
        pool.query(VACUUM)
                .execute()
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf("outbox not vacuumed, autovacuum will do it: %s", failure.toString()));
    }

    private static Uni<RowSet<Row>> take(SqlConnection connection, int limit) {
        return connection.preparedQuery(DRAIN).execute(Tuple.of(limit));
    }

    private static Uni<Drained> publishAll(RowSet<Row> rows, Function<List<OutboxEvent>, Uni<Void>> publish) {
        boolean held = rows.iterator().next().getBoolean("held");
        List<OutboxEvent> events = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getLong("seq") != null)
                .map(PgOutboxTable::event)
                .toList();
        Drained drained = new Drained(events.size(), !held);
        return events.isEmpty()
                ? Uni.createFrom().item(drained)
                : publish.apply(events).replaceWith(drained);
    }

    private static OutboxEvent event(Row row) {
        EventType type = EventType.of(row.getString("type")).orElseThrow();
        EventEnvelope envelope = new EventEnvelope(
                row.getString("id"),
                type,
                row.getString("aggregateid"),
                row.getLong("version"),
                row.getString("account_id"),
                row.getBoolean("livemode"),
                row.getOffsetDateTime("occurred_at").toInstant());
        return new OutboxEvent(envelope, row.getString("payload"));
    }
}
