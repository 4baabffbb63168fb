package io.satang.charge.expire;

import io.quarkus.runtime.StartupEvent;
import io.satang.api.Timers;
import io.satang.charge.charge.ChargeSaga;
import io.satang.charge.charge.ChargeStore;
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

    DeadlineSweeperRunner(ChargeStore store, ChargeSaga saga, Timers timers, Clock clock) {
        this.sweeper = new DeadlineSweeper(store, saga, clock);
        this.timers = Objects.requireNonNull(timers, "timers");
    }

    void start(@Observes StartupEvent event) {
        timers.every(EVERY, sweeper::sweep);
    }
}
