package io.satang.charge.expire;

import io.quarkus.runtime.StartupEvent;
import io.satang.charge.charge.ChargeSaga;
import io.satang.charge.charge.ChargeStore;
import io.vertx.mutiny.core.Vertx;
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
    private final Vertx vertx;

    DeadlineSweeperRunner(ChargeStore store, ChargeSaga saga, Vertx vertx, Clock clock) {
        this.sweeper = new DeadlineSweeper(store, saga, clock);
        this.vertx = Objects.requireNonNull(vertx, "vertx");
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(EVERY.toMillis(), id -> sweeper.sweep());
    }
}
