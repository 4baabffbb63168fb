package io.satang.platform.outbox;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Carries events from the outbox to their topics. What this replica has just committed it publishes from memory; what memory did not settle
 * is found in the table, by the one replica that has the lease and that also publishes, in their order, the events whose order counts
 * (docs/decisions/0014-relay-from-memory.md). No lock and no transaction is held while Kafka is asked.
 *
 * <p>It has no thread and no clock of its own: whoever owns it calls {@link #tick} and gives it a timer. Safe for use by several threads.
 */
public final class OutboxRelay {
    /** How often {@link #tick} is to be called; ordered events that another replica wrote wait for at most this long. */
    public static final Duration TICK = Duration.ofMillis(250);

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int SLOW_TICKS = 2;
    private static final Duration STOP_LOOK = Duration.ofMillis(20);
    private static final int STOP_LOOKS_MAX = 100;

    private final MemoryLane memory;
    private final OrderedLane ordered;
    private final OutboxSweep sweep;
    private final LeaseKeeper lease;
    private final RelayLeases leases;
    private final Timer timer;
    private int ticks;
    private volatile boolean stopped;

    /** Runs something later. */
    @FunctionalInterface
    public interface Timer {
        void after(Duration delay, Runnable task);
    }

    /**
     * What a relay needs of its replica.
     *
     * @param holder the replica's name in the lease, never used by another
     */
    public record Parts(
            String holder,
            OutboxTable table,
            RelayLeases leases,
            EventPublisher publisher,
            OrderedPublisher orderedPublisher,
            Timer timer) {
        public Parts {
            Objects.requireNonNull(holder, "holder");
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(leases, "leases");
            Objects.requireNonNull(publisher, "publisher");
            Objects.requireNonNull(orderedPublisher, "orderedPublisher");
            Objects.requireNonNull(timer, "timer");
        }
    }

    /** A relay at rest; nothing happens until it is told of events or ticks. */
    public OutboxRelay(Parts parts) {
        this.memory = new MemoryLane(parts.table(), parts.publisher(), parts.timer());
        this.leases = parts.leases();
        this.timer = parts.timer();
        this.lease = new LeaseKeeper(parts.leases(), parts.holder());
        this.ordered = new OrderedLane(parts.table(), parts.orderedPublisher(), lease, parts.timer());
        this.sweep = new OutboxSweep(parts.table(), parts.publisher(), lease, memory, parts.timer());
    }

    /** Hands over events that were committed to the outbox a moment ago. Returns at once and never fails. */
    public void committed(List<OutboxEvent> events) {
        if (stopped || events.isEmpty()) {
            return;
        }
        List<OutboxEvent> free = events.stream()
                .filter(event -> !event.envelope().type().ordered())
                .toList();
        memory.take(free);
        if (free.size() < events.size()) {
            ordered.look();
        }
    }

    /** Time passes: renews the lease and looks for what nobody here was told of. */
    public void tick() {
        if (stopped) {
            return;
        }
        ordered.look();
        if (ticks++ % SLOW_TICKS == 0) {
            lease.renew();
            sweep.begin();
        }
    }

    /**
     * Takes no more events, and ends once those that are under way are settled, or after two seconds: the next relay finds the rest. The
     * lease is given up.
     */
    public Uni<Void> stop() {
        stopped = true;
        Optional<RelayLease> held = lease.retire();
        return Uni.createFrom()
                .<Void>emitter(emitter -> awaitRest(STOP_LOOKS_MAX, () -> emitter.complete(null)))
                .chain(() -> held.map(leases::release)
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("relay lease not given up, it runs out by itself: %s", failure.toString());
                    return Uni.createFrom().voidItem();
                });
    }

    private void awaitRest(int looksLeft, Runnable atRest) {
        if (looksLeft == 0 || (memory.isEmpty() && ordered.atRest() && sweep.atRest())) {
            atRest.run();
        } else {
            timer.after(STOP_LOOK, () -> awaitRest(looksLeft - 1, atRest));
        }
    }

    /** How many bytes of events this relay holds in memory. */
    public long memoryBytes() {
        return memory.bytes();
    }

    /** How many events found no room in memory and were left to the sweep, since the start. */
    public long overflowed() {
        return memory.overflowed();
    }

    /** How many events the sweep has published, since the start. */
    public long swept() {
        return sweep.published();
    }
}
