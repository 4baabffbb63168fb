package io.satang.charge.expire;

import io.satang.charge.charge.ChargeSaga;
import io.satang.charge.charge.ChargeStore;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Ends charges whose deadline has passed. Every replica sweeps; each takes what no other holds, so together they share the work and none of
 * them has to be alive.
 *
 * <p>It has no timer of its own: whoever owns it calls {@link #sweep} from time to time. Safe for use by several threads.
 */
public final class DeadlineSweeper {
    private static final Logger LOG = Logger.getLogger(DeadlineSweeper.class);
    private static final int BATCH_CHARGES_MAX = 200;

    private final ChargeStore store;
    private final ChargeSaga saga;
    private final Clock clock;
    private final AtomicBoolean sweeping = new AtomicBoolean();

    /** A sweeper at rest. */
    public DeadlineSweeper(ChargeStore store, ChargeSaga saga, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.saga = Objects.requireNonNull(saga, "saga");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Ends all that is due now. Returns at once and never fails; does nothing while a sweep is under way. */
    public void sweep() {
        if (sweeping.compareAndSet(false, true)) {
            settleAll()
                    .onTermination()
                    .invoke(() -> sweeping.set(false))
                    .subscribe()
                    .with(done -> {}, failure -> LOG.warnf("deadlines not swept: %s", failure.toString()));
        }
    }

    private Uni<Void> settleAll() {
        Instant now = clock.instant();
        return store.settleDue(now, BATCH_CHARGES_MAX, charge -> saga.settle(charge, now))
                .flatMap(settled -> settled == BATCH_CHARGES_MAX
                        ? settleAll()
                        : Uni.createFrom().voidItem());
    }
}
