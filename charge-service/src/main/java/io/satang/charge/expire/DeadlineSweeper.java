package io.satang.charge.expire;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.operation.PaymentClosing;
import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.saga.UndecidableChargeException;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.StoredCharge;
import io.satang.charge.store.StoredCharge.Decoded;
import io.satang.charge.store.StoredCharge.Unreadable;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Ends charges whose deadline has passed, once their provider has said that nobody has paid them. Every replica sweeps; each takes what no
 * other holds, so together they share the work and none of them has to be alive.
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
    private final PaymentClosing closing;
    private final Clock clock;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile Duration skew = Duration.ZERO;

    /** A sweeper at rest. */
    public DeadlineSweeper(ChargeStore store, ChargeSaga saga, PaymentClosing closing, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.saga = Objects.requireNonNull(saga, "saga");
        this.closing = Objects.requireNonNull(closing, "closing");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Ends all that is due now. Returns at once and never fails; does nothing while a sweep is under way. */
    public void sweep() {
        if (sweeping.compareAndSet(false, true)) {
            endAll().onTermination()
                    .invoke(() -> sweeping.set(false))
                    .subscribe()
                    .with(done -> {}, failure -> LOG.warnf("deadlines not swept: %s", failure.toString()));
        }
    }

    /** How far this replica's clock was ahead of the database's when it was last compared; negative when behind. */
    public Duration skew() {
        return skew;
    }

    private Uni<Void> endAll() {
        return store.now()
                .flatMap(now -> mayJudgeAt(now) ? endAll(now) : Uni.createFrom().voidItem());
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

    private Uni<Void> endAll(Instant now) {
        return store.claimDue(now, BATCH_CHARGES_MAX)
                .flatMap(due -> endEach(due, now)
                        .chain(() -> due.size() == BATCH_CHARGES_MAX
                                ? endAll(now)
                                : Uni.createFrom().voidItem()));
    }

    /** One that fails is claimed again in a moment, and keeps nobody else from ending. */
    private Uni<Void> endEach(List<StoredCharge> due, Instant now) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(each -> end(each, now)
                        .onFailure()
                        .invoke(failure -> LOG.warnf("%s was not ended: %s", each.id(), failure.toString()))
                        .onFailure()
                        .recoverWithNull())
                .merge(BATCH_CHARGES_MAX)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> end(StoredCharge stored, Instant now) {
        return switch (stored) {
            case Decoded(Charge charge) ->
                closing.close(charge)
                        .flatMap(closed -> closed.map(present -> end(present, now))
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                        .onFailure(UndecidableChargeException.class)
                        .recoverWithUni(failure -> setAside(stored, failure.toString()));
            case Unreadable unreadable -> setAside(stored, "cannot be read: " + unreadable.reason());
        };
    }

    private Uni<Void> end(Charge charge, Instant now) {
        return saga.apply(charge, new DeadlinePassed(), now).replaceWithVoid();
    }

    private Uni<Void> setAside(StoredCharge stored, String reason) {
        LOG.errorf("charge %s is set aside: %s", stored.id(), reason);
        return store.quarantine(stored.id(), reason);
    }
}
