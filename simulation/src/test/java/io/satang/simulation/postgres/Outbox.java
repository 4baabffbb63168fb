package io.satang.simulation.postgres;

import io.satang.platform.outbox.OutboxEvent;
import io.satang.simulation.check.TopicChecks;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rows of an outbox and of what was set aside. As in PostgreSQL, a row is numbered when it is inserted and seen when it is committed, so
 * a lower number may appear after a higher one.
 */
public final class Outbox {
    private final SortedMap<Long, Row> rows = new TreeMap<>();
    private final SortedSet<String> poison = new TreeSet<>();
    private final SortedSet<String> dead = new TreeSet<>();
    private final TopicChecks checks;
    private final Scheduler scheduler;
    private long sequence;

    /**
     * A row.
     *
     * @param readable whether its type is known to the code that reads it
     */
    record Row(OutboxEvent event, Instant storedAt, boolean readable) {
        String id() {
            return event.envelope().id();
        }

        boolean ordered() {
            return event.envelope().type().ordered();
        }
    }

    /** An empty outbox, whose events are to be published sooner or later. */
    public Outbox(TopicChecks checks, Scheduler scheduler) {
        this.checks = checks;
        this.scheduler = scheduler;
    }

    /** Inserts a row. */
    public void insert(Transaction transaction, OutboxEvent event) {
        long seq = ++sequence;
        Row row = new Row(event, scheduler.now(), true);
        transaction.write(() -> {
            rows.put(seq, row);
            checks.committed(event);
        });
    }

    /** Commits an event that goes with no row of ours. */
    public void commit(OutboxEvent event) {
        rows.put(++sequence, new Row(event, scheduler.now(), true));
        checks.committed(event);
    }

    /** Commits an event that can never be published: because no topic takes it, or because nobody knows what it is. */
    public void poison(OutboxEvent event, boolean readable) {
        rows.put(++sequence, new Row(event, scheduler.now(), readable));
        poison.add(event.envelope().id());
    }

    /** How many rows wait. */
    public int waiting() {
        return rows.size();
    }

    /** Whether exactly the events that can never be published were set aside. */
    public boolean onlyPoisonIsSetAside() {
        return dead.equals(poison);
    }

    SortedMap<Long, Row> rows() {
        return rows;
    }

    void setAside(Row row) {
        scheduler.saw(Sighting.EVENT_SET_ASIDE, row::toString);
        dead.add(row.id());
    }
}
