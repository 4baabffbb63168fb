package io.satang.webhook.delivery;

import io.quarkus.runtime.StartupEvent;
import io.satang.platform.time.Timers;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Forgets the paces of endpoints that nothing was sent to for long, such as those that are deleted. */
@Singleton
class PaceSweep {
    private static final Logger LOG = Logger.getLogger(PaceSweep.class);
    private static final Duration PERIOD = Duration.ofMinutes(10);

    private final PaceStore paces;
    private final Timers timers;

    PaceSweep(PaceStore paces, Timers timers) {
        this.paces = Objects.requireNonNull(paces, "paces");
        this.timers = Objects.requireNonNull(timers, "timers");
    }

    void start(@Observes StartupEvent event) {
        timers.oneAtATime(PERIOD, paces::forget, failure -> LOG.warnf("old paces not deleted: %s", failure.toString()));
    }
}
