package io.satang.platform.outbox;

import io.satang.platform.outbox.OutboxTable.DeadEvent;
import io.satang.platform.size.ByteBudget;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Publishes what was just committed, from memory and in any order, and deletes what was acknowledged. Whatever goes wrong, the row is still
 * there for the {@link OutboxSweep}.
 */
final class MemoryLane {
    private static final Logger LOG = Logger.getLogger(MemoryLane.class);

    /** What is held until it is settled; more is left to the sweep. */
    private static final long HELD_BYTES_MAX = 16L * 1024 * 1024;

    /** Nobody waits for a deletion, so they are gathered. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private static final Duration DELETE_AGAIN = Duration.ofMillis(500);
    private static final Duration WARN_EVERY = Duration.ofSeconds(1);

    private final OutboxTable table;
    private final EventPublisher publisher;
    private final OutboxRelay.Timer timer;
    private final ByteBudget budget = new ByteBudget(HELD_BYTES_MAX);
    private final Map<String, Long> heldBytes = new ConcurrentHashMap<>();
    private final Queue<String> deletable = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean deleting = new AtomicBoolean();
    private final AtomicLong overflowed = new AtomicLong();
    private final AtomicLong unpublished = new AtomicLong();
    private final AtomicBoolean warning = new AtomicBoolean();

    MemoryLane(OutboxTable table, EventPublisher publisher, OutboxRelay.Timer timer) {
        this.table = Objects.requireNonNull(table, "table");
        this.publisher = Objects.requireNonNull(publisher, "publisher");
        this.timer = Objects.requireNonNull(timer, "timer");
    }

    void take(List<OutboxEvent> events) {
        List<OutboxEvent> held = events.stream().filter(this::hold).toList();
        if (held.isEmpty()) {
            return;
        }
        Uni.createFrom()
                .deferred(() -> publisher.publish(held))
                .subscribe()
                .with(answers -> settle(Settlement.of(held, answers)), failure -> {
                    LOG.errorf(failure, "publisher broke its promise never to fail");
                    release(ids(held));
                });
    }

    /** The events that this relay has not settled yet, by their ids. */
    Collection<String> held() {
        return Collections.unmodifiableSet(heldBytes.keySet());
    }

    boolean isEmpty() {
        return heldBytes.isEmpty();
    }

    long bytes() {
        return budget.takenBytes();
    }

    long overflowed() {
        return overflowed.get();
    }

    private boolean hold(OutboxEvent event) {
        long bytes = event.bytes();
        if (!budget.tryTake(bytes)) {
            overflowed.incrementAndGet();
            return false;
        }
        if (heldBytes.putIfAbsent(event.envelope().id(), bytes) != null) {
            budget.giveBack(bytes);
            return false;
        }
        return true;
    }

    private void release(Collection<String> ids) {
        for (String id : ids) {
            Long bytes = heldBytes.remove(id);
            if (bytes != null) {
                budget.giveBack(bytes);
            }
        }
    }

    /** An outage fails thousands of events one by one; it is said of all of a second in one line. */
    private void warn(int events, String reason) {
        unpublished.addAndGet(events);
        if (warning.compareAndSet(false, true)) {
            timer.after(WARN_EVERY, () -> {
                warning.set(false);
                LOG.warnf("%d events not published, the sweep will: %s", unpublished.getAndSet(0), reason);
            });
        }
    }

    private void settle(Settlement settlement) {
        settlement.passingReason().ifPresent(reason -> {
            warn(settlement.passing().size(), reason);
            release(settlement.passing());
        });
        if (!settlement.dead().isEmpty()) {
            setAside(settlement.dead());
        }
        if (!settlement.published().isEmpty()) {
            deletable.addAll(settlement.published());
            deleteAfter(GATHERING);
        }
    }

    private void setAside(List<DeadEvent> dead) {
        List<String> ids = dead.stream().map(DeadEvent::id).toList();
        Uni.createFrom()
                .deferred(() -> table.setAside(dead))
                .onTermination()
                .invoke(() -> release(ids))
                .subscribe()
                .with(
                        done -> DeadEvents.log(dead),
                        failure -> LOG.warnf("events not set aside, the sweep will: %s", failure.toString()));
    }

    private void deleteAfter(Duration pause) {
        if (deleting.compareAndSet(false, true)) {
            timer.after(pause, this::deleteNext);
        }
    }

    private void deleteNext() {
        List<String> ids = new ArrayList<>();
        while (ids.size() < OutboxTable.DELETE_ROWS_MAX && !deletable.isEmpty()) {
            ids.add(deletable.remove());
        }
        Uni.createFrom().deferred(() -> table.delete(ids)).subscribe().with(done -> deleted(ids), failure -> {
            LOG.warnf("%d published events not deleted yet: %s", ids.size(), failure.toString());
            deletable.addAll(ids);
            deleting.set(false);
            deleteAfter(DELETE_AGAIN);
        });
    }

    private void deleted(List<String> ids) {
        release(ids);
        deleting.set(false);
        if (!deletable.isEmpty()) {
            deleteAfter(GATHERING);
        }
    }

    private static List<String> ids(List<OutboxEvent> events) {
        return events.stream().map(event -> event.envelope().id()).toList();
    }
}
