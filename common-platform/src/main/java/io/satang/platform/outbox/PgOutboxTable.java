package io.satang.platform.outbox;

import static io.satang.platform.database.Columns.texts;

import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.Sizes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** The outbox in PostgreSQL. Every command is a statement and a transaction of its own, so that nothing is held while Kafka is asked. */
@ApplicationScoped
class PgOutboxTable implements OutboxTable {
    private static final Logger LOG = Logger.getLogger(PgOutboxTable.class);
    private static final Duration STATEMENT_MAX = Duration.ofSeconds(5);

    // A type that is unknown here may be known to a newer replica, to which it is left for a while.
    private static final String READ = """
        SELECT seq, id, aggregateid, type, payload, account_id, livemode, version, occurred_at, request_id
        FROM (
            SELECT oldest.*, sum(octet_length(payload)) OVER (ORDER BY seq) AS bytes
            FROM (
                SELECT * FROM outbox
                WHERE %s AND (type = ANY ($3) OR stored_at < now() - interval '10 minutes')
                ORDER BY seq LIMIT $1
            ) AS oldest
        ) AS summed
        WHERE bytes <= $2 OR bytes = octet_length(payload)
        ORDER BY seq
        """;

    private static final String READ_ORDERED = READ.formatted("ordered");
    private static final String READ_OVERDUE =
            READ.formatted("NOT ordered AND seq > $4 AND stored_at < now() - interval '2 seconds' AND id <> ALL ($5)");

    // Losing a deletion in a crash of the server only repeats the events, so its commit need not wait for the disk.
    private static final String DELETE = """
        WITH relaxed AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
        DELETE FROM outbox USING relaxed WHERE id = ANY ($1)
        """;

    // The lock on the lease makes a successor wait: what it reads once it has the lease, this can no longer delete.
    // This
    // commit waits for the disk: were it forgotten, an old event would come back when a newer one has been published.
    private static final String DELETE_UNDER = """
        WITH held AS MATERIALIZED (
            SELECT name FROM relay_lease WHERE holder = $2 AND epoch = $3 FOR SHARE
        ), deleted AS (
            DELETE FROM outbox USING held WHERE id = ANY ($1)
        )
        SELECT count(*) AS leases FROM held
        """;

    private static final String SET_ASIDE = """
        WITH dead AS (
            DELETE FROM outbox USING unnest($1::text[], $2::text[]) AS event (dead_id, reason) WHERE id = dead_id
            RETURNING outbox.*, reason
        )
        INSERT INTO outbox_dead (seq, id, aggregatetype, aggregateid, type, payload, account_id, livemode, version,
                                 occurred_at, ordered, stored_at, request_id, reason)
        SELECT seq, id, aggregatetype, aggregateid, type, payload, account_id, livemode, version,
               occurred_at, ordered, stored_at, request_id, reason
        FROM dead
        """;

    // Rows live for milliseconds, so the table is mostly dead rows, which every reader steps over until they are gone,
    // and autovacuum comes once a minute. The space is needed again at once, so it is not given back.
    private static final String VACUUM = "VACUUM (TRUNCATE false, SKIP_LOCKED) outbox";

    private static final int VACUUM_EVERY_EVENTS = 2_000;

    private final AtomicInteger deletedSinceVacuum = new AtomicInteger();
    private final Pool pool;
    private final String[] knownTypes =
            Arrays.stream(EventType.values()).map(EventType::topic).toArray(String[]::new);

    PgOutboxTable(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<List<OutboxRow>> readOrdered() {
        return execute(READ_ORDERED, Tuple.of(READ_ROWS_MAX, Sizes.BATCH_BYTES_MAX, knownTypes))
                .map(PgOutboxTable::rows);
    }

    @Override
    public Uni<List<OutboxRow>> readOverdue(long afterSeq, Collection<String> except) {
        Tuple parameters =
                Tuple.of(READ_ROWS_MAX, Sizes.BATCH_BYTES_MAX, knownTypes, afterSeq, except.toArray(String[]::new));
        return execute(READ_OVERDUE, parameters).map(PgOutboxTable::rows);
    }

    @Override
    public Uni<Void> delete(List<String> ids) {
        return execute(DELETE, Tuple.of(ids.toArray(String[]::new)))
                .invoke(deleted -> vacuumAfter(deleted.rowCount()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> deleteUnder(RelayLease lease, List<String> ids) {
        Tuple parameters = Tuple.of(ids.toArray(String[]::new), lease.holder(), lease.epoch());
        return execute(DELETE_UNDER, parameters)
                .map(rows -> rows.iterator().next().getLong("leases") > 0);
    }

    @Override
    public Uni<Void> setAside(List<DeadEvent> events) {
        return execute(SET_ASIDE, Tuple.of(texts(events, DeadEvent::id), texts(events, DeadEvent::reason)))
                .replaceWithVoid();
    }

    private Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .ifNoItem()
                .after(STATEMENT_MAX)
                .fail();
    }

    private void vacuumAfter(int events) {
        if (deletedSinceVacuum.addAndGet(events) < VACUUM_EVERY_EVENTS) {
            return;
        }
        deletedSinceVacuum.set(0);
        pool.query(VACUUM)
                .execute()
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf("outbox not vacuumed, autovacuum will do it: %s", failure.toString()));
    }

    private static List<OutboxRow> rows(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PgOutboxTable::row)
                .toList();
    }

    private static OutboxRow row(Row row) {
        long seq = row.getLong("seq");
        Optional<EventType> type = EventType.of(row.getString("type"));
        if (type.isEmpty()) {
            return new OutboxRow.Unreadable(seq, row.getString("id"), "unknown type " + row.getString("type"));
        }
        EventEnvelope envelope = new EventEnvelope(
                row.getString("id"),
                type.get(),
                row.getString("aggregateid"),
                row.getLong("version"),
                row.getString("account_id"),
                row.getBoolean("livemode"),
                row.getOffsetDateTime("occurred_at").toInstant(),
                Optional.ofNullable(row.getString("request_id")));
        return new OutboxRow.Decoded(seq, new OutboxEvent(envelope, row.getString("payload")));
    }
}
