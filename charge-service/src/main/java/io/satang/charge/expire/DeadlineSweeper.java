package io.satang.charge.expire;

import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.store.ChargeStore;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Ends charges whose deadline has passed. Every replica sweeps; each takes what no other holds, so together they share the work and none of
 * them has to be alive.
 *
 * <p>What is due is decided by the database's clock. A replica whose own clock is far from it does not sweep.
 *
 * <p>It has no timer of its own: whoever owns it calls {@link #sweep} from time to time. Safe for use by several threads.
 */
public final class DeadlineSweeper {
    private static final Logger LOG = Logger.getLogger(DeadlineSweeper.class);
    private static final int BATCH_CHARGES_MAX = 200;
    private static final Duration SKEW_MAX = Duration.ofSeconds(30);

    private final ChargeStore store;
    private final ChargeSaga saga;
    private final Clock clock;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile Duration skew = Duration.ZERO;

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

    /** How far this replica's clock was ahead of the database's when it was last compared; negative when behind. */
    public Duration skew() {
        return skew;
    }

    private Uni<Void> settleAll() {
        return store.now()
                .flatMap(now ->
                        mayJudgeAt(now) ? settleAll(now) : Uni.createFrom().voidItem());
    }

    /** A replica that does not agree with the others about the time leaves deadlines to them. */
    private boolean mayJudgeAt(Instant now) {
        boolean agreed = skew.abs().compareTo(SKEW_MAX) <= 0;
        skew = Duration.between(now, clock.instant());
        boolean agrees = skew.abs().compareTo(SKEW_MAX) <= 0;
        if (agreed && !agrees) {
            LOG.errorf("deadlines are left to other replicas: this clock is %s ahead of the database's", skew);
        }
        return agrees;
    }

    private Uni<Void> settleAll(Instant now) {
        return store.settleDue(now, BATCH_CHARGES_MAX, charge -> saga.settle(charge, now))
                .flatMap(settled -> settled == BATCH_CHARGES_MAX
                        ? settleAll(now)
                        : Uni.createFrom().voidItem());
    }
}
