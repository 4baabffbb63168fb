package io.satang.webhook.recovery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.satang.platform.time.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Moves replays on, each once a second in all replicas together. */
@Singleton
class ReplayRunner {
    private static final Logger LOG = Logger.getLogger(ReplayRunner.class);

    private final ReplayStore replays;
    private final Timers timers;
    private final Duration period;
    private volatile boolean stopped;

    ReplayRunner(
            ReplayStore replays,
            Timers timers,
            @ConfigProperty(name = "satang.replays.sweep-millis", defaultValue = "500") long sweepMillis) {
        this.replays = Objects.requireNonNull(replays, "replays");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.period = Duration.ofMillis(sweepMillis);
    }

    void start(@Observes StartupEvent event) {
        timers.oneAtATime(
                period,
                this::sweep,
                failure -> LOG.warnf("replays not moved on, trying again: %s", failure.toString()));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private Uni<?> sweep() {
        return Uni.createFrom()
                .deferred(replays::step)
                .repeat()
                .whilst(stepped -> stepped && !stopped)
                .collect()
                .last();
    }
}
