package io.satang.simulation.postgres;

import io.satang.platform.outbox.OutboxRow;
import io.satang.platform.outbox.OutboxTable;
import io.satang.platform.outbox.RelayLease;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.postgres.Outbox.Row;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What {@code PgOutboxTable} does. What is read is as old as its answer, a deletion comes when it comes, and the server may forget one that
 * it has confirmed, unless order depends on it.
 */
public final class SimulatedOutboxTable implements OutboxTable {
    /** Stands for a full batch: small, so that a handful of events needs several. */
    private static final int FULL_BATCH_ROWS = 3;

    private static final Duration OVERDUE_AFTER = Duration.ofSeconds(2);
    private static final Duration UNREADABLE_AFTER = Duration.ofSeconds(3);

    private final Session session;
    private final Outbox outbox;
    private final LeaseTable lease;
    private final Scheduler scheduler;

    /** One replica's view of the outbox. */
    public SimulatedOutboxTable(Session session, Outbox outbox, LeaseTable lease, Scheduler scheduler) {
        this.session = session;
        this.outbox = outbox;
        this.lease = lease;
        this.scheduler = scheduler;
    }

    @Override
    public Uni<List<OutboxRow>> readOrdered() {
        return read(0, Row::ordered);
    }

    @Override
    public Uni<List<OutboxRow>> readOverdue(long afterSeq, Collection<String> except) {
        List<String> unwanted = List.copyOf(except);
        return read(afterSeq, row -> !row.ordered() && isOlder(row, OVERDUE_AFTER) && !unwanted.contains(row.id()));
    }

    @Override
    public Uni<Void> delete(List<String> ids) {
        return session.execute(transaction -> {
                    Map<Long, Row> deleted = delete(transaction, ids);
                    transaction.commitUnsafely(() -> outbox.rows().putAll(deleted));
                    return true;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> deleteUnder(RelayLease claimed, List<String> ids) {
        return session.execute(transaction -> {
            boolean held = lease.holds(transaction, claimed);
            if (held) {
                delete(transaction, ids);
            } else {
                scheduler.saw(Sighting.DELETION_FENCED, claimed::toString);
            }
            return held;
        });
    }

    @Override
    public Uni<Void> setAside(List<DeadEvent> events) {
        List<String> ids = events.stream().map(DeadEvent::id).toList();
        return session.execute(transaction -> {
                    transaction.write(() -> rows(ids).forEach((seq, row) -> {
                        outbox.rows().remove(seq);
                        outbox.setAside(row);
                    }));
                    return true;
                })
                .replaceWithVoid();
    }

    private Map<Long, Row> delete(Transaction transaction, List<String> ids) {
        Map<Long, Row> deleted = rows(ids);
        transaction.write(() -> outbox.rows().keySet().removeAll(deleted.keySet()));
        return deleted;
    }

    private Uni<List<OutboxRow>> read(long afterSeq, Predicate<Row> wanted) {
        return session.execute(transaction -> outbox.rows().tailMap(afterSeq + 1).entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .filter(entry -> entry.getValue().readable() || isOlder(entry.getValue(), UNREADABLE_AFTER))
                .limit(FULL_BATCH_ROWS)
                .map(SimulatedOutboxTable::row)
                .toList());
    }

    private Map<Long, Row> rows(List<String> ids) {
        Map<Long, Row> rows = new TreeMap<>(outbox.rows());
        rows.values().removeIf(row -> !ids.contains(row.id()));
        return rows;
    }

    private boolean isOlder(Row row, Duration age) {
        Instant latest = scheduler.now().minus(age);
        return row.storedAt().isBefore(latest);
    }

    private static OutboxRow row(Entry<Long, Row> entry) {
        Row row = entry.getValue();
        return row.readable()
                ? new OutboxRow.Decoded(entry.getKey(), row.event())
                : new OutboxRow.Unreadable(entry.getKey(), row.id(), "unknown type");
    }
}
