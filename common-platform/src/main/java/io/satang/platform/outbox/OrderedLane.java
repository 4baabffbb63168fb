package io.satang.platform.outbox;

import io.satang.platform.outbox.OutboxTable.DeadEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Publishes the events whose order counts, in the order in which they were written, one batch after the other. A batch is read after this
 * replica has taken over from every former publisher and is deleted only under the lease, so what is published always goes on from the
 * oldest event that is not known to be published, and a replica that was paused can neither publish nor delete in between.
 */
final class OrderedLane {
    private static final Logger LOG = Logger.getLogger(OrderedLane.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private enum State {
        IDLE,
        RUNNING,
        RUNNING_AND_MORE
    }

    private final OutboxTable table;
    private final OrderedPublisher publisher;
    private final LeaseKeeper lease;
    private final OutboxRelay.Timer timer;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    // The lease under which this replica has taken over. Only touched by the one run that is under way.
    private volatile Optional<RelayLease> takenOver = Optional.empty();

    private enum Next {
        AT_ONCE,
        WHEN_TOLD,
        AFTER_A_PAUSE
    }

    OrderedLane(OutboxTable table, OrderedPublisher publisher, LeaseKeeper lease, OutboxRelay.Timer timer) {
        this.table = Objects.requireNonNull(table, "table");
        this.publisher = Objects.requireNonNull(publisher, "publisher");
        this.lease = Objects.requireNonNull(lease, "lease");
        this.timer = Objects.requireNonNull(timer, "timer");
    }

    boolean atRest() {
        return state.get() == State.IDLE;
    }

    /** Says that there may be something. Does nothing unless this replica has the lease. */
    void look() {
        if (lease.current().isEmpty()) {
            return;
        }
        State before = state.getAndUpdate(now -> now == State.IDLE ? State.RUNNING : State.RUNNING_AND_MORE);
        if (before == State.IDLE) {
            run();
        }
    }

    private void run() {
        Uni.createFrom().deferred(this::batch).subscribe().with(this::done, failure -> {
            LOG.warnf("ordered events not published: %s", failure.toString());
            takenOver = Optional.empty();
            done(Next.AFTER_A_PAUSE);
        });
    }

    private void done(Next next) {
        switch (next) {
            case AT_ONCE -> run();
            case AFTER_A_PAUSE -> timer.after(PAUSE_AFTER_FAILURE, this::rest);
            case WHEN_TOLD -> {
                if (!state.compareAndSet(State.RUNNING, State.IDLE)) {
                    state.set(State.RUNNING);
                    run();
                }
            }
        }
    }

    private void rest() {
        state.set(State.IDLE);
        look();
    }

    private Uni<Next> batch() {
        Optional<RelayLease> held = lease.current();
        if (held.isEmpty()) {
            return Uni.createFrom().item(Next.WHEN_TOLD);
        }
        return table.readOrdered().flatMap(rows -> {
            if (rows.isEmpty()) {
                return Uni.createFrom().item(Next.WHEN_TOLD);
            }
            return held.equals(takenOver) ? publish(held.get(), rows) : takeOver(held.get());
        });
    }

    /** What was read before may have been published by the former publisher until now, so it is read again. */
    private Uni<Next> takeOver(RelayLease held) {
        return publisher.takeOver().chain(() -> lease.confirm(held)).map(confirmed -> {
            if (!confirmed) {
                return Next.WHEN_TOLD;
            }
            LOG.infof("publishing ordered events from now on, epoch %d", held.epoch());
            takenOver = Optional.of(held);
            return Next.AT_ONCE;
        });
    }

    private Uni<Next> publish(RelayLease held, List<OutboxRow> rows) {
        List<OutboxEvent> events = new ArrayList<>(rows.size());
        List<DeadEvent> dead = new ArrayList<>();
        for (OutboxRow row : rows) {
            switch (row) {
                case OutboxRow.Decoded readable -> events.add(readable.event());
                case OutboxRow.Unreadable unreadable -> dead.add(new DeadEvent(unreadable.id(), unreadable.reason()));
            }
        }
        Uni<List<Publication>> published =
                events.isEmpty() ? Uni.createFrom().item(List.of()) : publisher.publish(events);
        return published.map(answers -> Settlement.of(events, answers)).flatMap(settlement -> {
            dead.addAll(settlement.dead());
            return settle(held, settlement, dead);
        });
    }

    private Uni<Next> settle(RelayLease held, Settlement settlement, List<DeadEvent> dead) {
        if (!settlement.dead().isEmpty() || !settlement.passing().isEmpty()) {
            takenOver = Optional.empty();
        }
        Uni<Void> setAside = dead.isEmpty() ? Uni.createFrom().voidItem() : table.setAside(dead);
        Uni<Boolean> deleted = settlement.published().isEmpty()
                ? Uni.createFrom().item(true)
                : table.deleteUnder(held, settlement.published());
        return setAside.chain(() -> deleted).map(stillHeld -> {
            if (!stillHeld) {
                takenOver = Optional.empty();
                lease.lost();
                return Next.WHEN_TOLD;
            }
            return next(settlement, dead);
        });
    }

    private static Next next(Settlement settlement, List<DeadEvent> dead) {
        if (!dead.isEmpty()) {
            DeadEvents.log(dead);
            return Next.AT_ONCE;
        }
        settlement.passingReason().ifPresent(reason -> LOG.warnf("ordered events not published: %s", reason));
        return settlement.passing().isEmpty() ? Next.AT_ONCE : Next.AFTER_A_PAUSE;
    }
}
