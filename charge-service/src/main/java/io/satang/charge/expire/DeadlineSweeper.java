package io.satang.charge.expire;

import io.quarkus.runtime.StartupEvent;
import io.satang.charge.charge.ChargeSaga;
import io.satang.charge.charge.ChargeStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Ends charges whose deadline has passed, within a second or so. Every replica sweeps; each takes what no other holds, so together they
 * share the work and none of them has to be alive.
 */
@ApplicationScoped
class DeadlineSweeper {
    private static final Logger LOG = Logger.getLogger(DeadlineSweeper.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int BATCH_CHARGES_MAX = 200;

    private final ChargeStore store;
    private final ChargeSaga saga;
    private final Vertx vertx;
    private final Clock clock;
    private final AtomicBoolean sweeping = new AtomicBoolean();

    DeadlineSweeper(ChargeStore store, ChargeSaga saga, Vertx vertx, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.saga = Objects.requireNonNull(saga, "saga");
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(EVERY.toMillis(), id -> sweepUnlessSweeping());
    }

    private void sweepUnlessSweeping() {
        if (sweeping.compareAndSet(false, true)) {
            sweep().onTermination()
                    .invoke(() -> sweeping.set(false))
                    .subscribe()
                    .with(done -> {}, failure -> LOG.warnf("deadlines not swept: %s", failure.toString()));
        }
    }

    private Uni<Void> sweep() {
        Instant now = clock.instant();
        return store.settleDue(now, BATCH_CHARGES_MAX, charge -> saga.settle(charge, now))
                .flatMap(settled -> settled == BATCH_CHARGES_MAX
                        ? sweep()
                        : Uni.createFrom().voidItem());
    }
}
