package io.satang.events;

import io.satang.events.OutboxTable.Drained;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Carries events from the outbox to their topics. It is nudged after every commit and swept from time to time as the safety net; nudges
 * that arrive while a drain is under way become one more drain a moment later, so that the busier the service is, the larger the batches,
 * while an event that finds the relay at rest leaves at once.
 *
 * <p>It has no thread and no clock of its own: whoever owns it nudges it and gives it a timer. Safe for use by several threads.
 */
public final class OutboxRelay {
    /** How many events one drain takes. */
    public static final int BATCH_EVENTS_MAX = 500;

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    // While another replica drains, its snapshot may be older than our commit, so we must look again soon.
    private static final Duration CONTENDED_PAUSE = Duration.ofMillis(20);

    // Events are coming one after the other: gathering them for a moment spares transactions here and reads in every
    // consumer.
    static final Duration BUSY_PAUSE = Duration.ofMillis(5);

    private enum State {
        IDLE,
        DRAINING,
        DRAINING_AND_NUDGED,
        STOPPED
    }

    private final OutboxTable table;
    private final EventPublisher publisher;
    private final Timer timer;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

    /** Runs something later. */
    @FunctionalInterface
    public interface Timer {
        void after(Duration delay, Runnable task);
    }

    /** A relay at rest; nothing happens until it is nudged. */
    public OutboxRelay(OutboxTable table, EventPublisher publisher, Timer timer) {
        this.table = Objects.requireNonNull(table, "table");
        this.publisher = Objects.requireNonNull(publisher, "publisher");
        this.timer = Objects.requireNonNull(timer, "timer");
    }

    /** Says that there may be something in the outbox. Returns at once and never fails. */
    public void nudge() {
        State before = state.getAndUpdate(current -> switch (current) {
            case IDLE -> State.DRAINING;
            case DRAINING, DRAINING_AND_NUDGED -> State.DRAINING_AND_NUDGED;
            case STOPPED -> State.STOPPED;
        });
        if (before == State.IDLE) {
            drain();
        }
    }

    /** Takes no more events; what is under way is finished by the database or repeated by the next relay. */
    public void stop() {
        state.set(State.STOPPED);
    }

    private void drain() {
        Uni.createFrom()
                .deferred(() -> table.drain(BATCH_EVENTS_MAX, publisher::publish))
                .subscribe()
                .with(this::drained, this::failed);
    }

    private void drained(Drained drained) {
        if (drained.contended()) {
            rest();
            timer.after(CONTENDED_PAUSE, this::nudge);
        } else if (drained.events() == BATCH_EVENTS_MAX) {
            continueUnlessStopped();
        } else if (state.get() == State.DRAINING_AND_NUDGED) {
            timer.after(BUSY_PAUSE, this::continueUnlessStopped);
        } else if (!state.compareAndSet(State.DRAINING, State.IDLE)) {
            continueUnlessStopped();
        }
    }

    private void failed(Throwable failure) {
        LOG.warnf("outbox not drained, the sweep will try again: %s", failure.toString());
        rest();
    }

    private void rest() {
        state.updateAndGet(current -> current == State.STOPPED ? State.STOPPED : State.IDLE);
    }

    private void continueUnlessStopped() {
        State now = state.updateAndGet(current -> current == State.STOPPED ? State.STOPPED : State.DRAINING);
        if (now == State.DRAINING) {
            drain();
        }
    }
}
