package io.satang.charge.expire;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.satang.charge.operation.PaymentClosing;
import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.store.ChargeStore;
import io.satang.platform.time.Timers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/** Gives the {@link DeadlineSweeper} its timer: a charge ends within a second or so of its deadline. */
@ApplicationScoped
class DeadlineSweeperRunner {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final DeadlineSweeper sweeper;
    private final Timers timers;

    DeadlineSweeperRunner(
            ChargeStore store,
            ChargeSaga saga,
            PaymentClosing closing,
            Timers timers,
            Clock clock,
            MeterRegistry metrics) {
        this.sweeper = new DeadlineSweeper(store, saga, closing, clock);
        Gauge.builder("satang.clock.skew.seconds", sweeper, each -> each.skew().toMillis() / 1_000.0)
                .description("How far this replica's clock is ahead of the database's")
                .register(metrics);
        this.timers = Objects.requireNonNull(timers, "timers");
    }

    void start(@Observes StartupEvent event) {
        timers.every(EVERY, sweeper::sweep);
    }
}
