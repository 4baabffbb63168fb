package io.satang.simulation.postgres;

import io.satang.events.OutboxEvent;
import io.satang.simulation.check.TopicChecks;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of an outbox. As in PostgreSQL, a row is numbered when it is inserted and seen when it is committed, so a lower number may appear
 * after a higher one.
 */
public final class Outbox {
    private final SortedMap<Long, OutboxEvent> rows = new TreeMap<>();
    private final TopicChecks checks;
    private final Scheduler scheduler;
    private long sequence;

    /** An empty outbox, whose events are to be published sooner or later. */
    public Outbox(TopicChecks checks, Scheduler scheduler) {
        this.checks = checks;
        this.scheduler = scheduler;
    }

    /** Inserts a row. */
    public void insert(Transaction transaction, OutboxEvent event) {
        long seq = ++sequence;
        transaction.write(() -> {
            rows.put(seq, event);
            checks.committed(event);
        });
    }

    void contended() {
        scheduler.saw(Sighting.DRAIN_CONTENDED, () -> rows.size() + " events wait");
    }

    /** The rows that are committed, by their numbers. */
    public SortedMap<Long, OutboxEvent> rows() {
        return rows;
    }
}
