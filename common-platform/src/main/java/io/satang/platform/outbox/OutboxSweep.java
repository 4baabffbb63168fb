package io.satang.platform.outbox;

import io.satang.platform.outbox.OutboxTable.DeadEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Publishes what memory has not settled: after a crash, a pause, or when there was no room. It goes through the table from its oldest row
 * to its newest, batch by batch; what cannot be published is passed by until the next time, so that it stops nothing behind it.
 */
final class OutboxSweep {
    private static final Logger LOG = Logger.getLogger(OutboxSweep.class);
    private static final Duration PAUSE_MIN = Duration.ofMillis(500);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(4);

    private final OutboxTable table;
    private final EventPublisher publisher;
    private final LeaseKeeper lease;
    private final MemoryLane memory;
    private final OutboxRelay.Timer timer;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicLong published = new AtomicLong();

    // Only touched by the one pass that is under way.
    private volatile Duration pause = PAUSE_MIN;

    OutboxSweep(
            OutboxTable table,
            EventPublisher publisher,
            LeaseKeeper lease,
            MemoryLane memory,
            OutboxRelay.Timer timer) {
        this.table = Objects.requireNonNull(table, "table");
        this.publisher = Objects.requireNonNull(publisher, "publisher");
        this.lease = Objects.requireNonNull(lease, "lease");
        this.memory = Objects.requireNonNull(memory, "memory");
        this.timer = Objects.requireNonNull(timer, "timer");
    }

    /** Begins to go through the table, unless it is doing so already. Does nothing unless this replica has the lease. */
    void begin() {
        if (lease.current().isPresent() && running.compareAndSet(false, true)) {
            goOn(0);
        }
    }

    boolean atRest() {
        return !running.get();
    }

    long published() {
        return published.get();
    }

    private void goOn(long afterSeq) {
        if (lease.current().isEmpty()) {
            running.set(false);
            return;
        }
        Uni.createFrom()
                .deferred(() -> table.readOverdue(afterSeq, memory.held()))
                .subscribe()
                .with(this::publish, failure -> end("outbox not read: " + failure));
    }

    private void publish(List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            running.set(false);
            return;
        }
        List<OutboxEvent> events = new ArrayList<>(rows.size());
        List<DeadEvent> dead = new ArrayList<>();
        for (OutboxRow row : rows) {
            switch (row) {
                case OutboxRow.Decoded readable -> events.add(readable.event());
                case OutboxRow.Unreadable unreadable -> dead.add(new DeadEvent(unreadable.id(), unreadable.reason()));
            }
        }
        long last = rows.getLast().seq();
        Uni.createFrom()
                .deferred(() -> publisher.publish(events))
                .map(answers -> Settlement.of(events, answers))
                .call(settlement -> settle(settlement, dead))
                .subscribe()
                .with(settlement -> settled(settlement, last), failure -> end("sweep not settled: " + failure));
    }

    private Uni<Void> settle(Settlement settlement, List<DeadEvent> dead) {
        dead.addAll(settlement.dead());
        DeadEvents.log(dead);
        Uni<Void> setAside = dead.isEmpty() ? Uni.createFrom().voidItem() : table.setAside(dead);
        return settlement.published().isEmpty() ? setAside : setAside.chain(() -> table.delete(settlement.published()));
    }

    private void settled(Settlement settlement, long last) {
        published.addAndGet(settlement.published().size());
        if (!settlement.published().isEmpty()) {
            pause = PAUSE_MIN;
        }
        if (settlement.passing().isEmpty()) {
            goOn(last);
            return;
        }
        LOG.warnf(
                "%d events not published, passed by for now: %s",
                settlement.passing().size(), settlement.passingReason().orElseThrow());
        timer.after(nextPause(), () -> goOn(last));
    }

    private void end(String why) {
        LOG.warn(why);
        timer.after(nextPause(), () -> running.set(false));
    }

    private Duration nextPause() {
        Duration next = pause;
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(PAUSE_MAX) < 0 ? longer : PAUSE_MAX;
        return next;
    }
}
