package io.satang.webhook.recovery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Moves replays on, each once a second in all replicas together. */
@Singleton
class ReplayRunner {
    private static final Logger LOG = Logger.getLogger(ReplayRunner.class);

    private final ReplayStore replays;
    private final Vertx vertx;
    private final long sweepMillis;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile long timer;

    ReplayRunner(
            ReplayStore replays,
            Vertx vertx,
            @ConfigProperty(name = "satang.replays.sweep-millis", defaultValue = "500") long sweepMillis) {
        this.replays = Objects.requireNonNull(replays, "replays");
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.sweepMillis = sweepMillis;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(sweepMillis, id -> sweep());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    private void sweep() {
        if (underWay.compareAndSet(false, true)) {
            Uni.createFrom()
                    .deferred(replays::step)
                    .repeat()
                    .whilst(stepped -> stepped && !stopped)
                    .collect()
                    .last()
                    .onTermination()
                    .invoke(() -> underWay.set(false))
                    .subscribe()
                    .with(
                            done -> {},
                            failure -> LOG.warnf("replays not moved on, trying again: %s", failure.toString()));
        }
    }
}
