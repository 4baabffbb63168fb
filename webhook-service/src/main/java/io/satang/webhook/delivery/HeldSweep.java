package io.satang.webhook.delivery;

import io.quarkus.runtime.StartupEvent;
import io.satang.platform.time.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Lets go what was held for endpoints that are enabled again, a bounded part at a time. */
@Singleton
class HeldSweep {
    private static final Logger LOG = Logger.getLogger(HeldSweep.class);
    private static final String FIRST = "";

    private final HeldStore held;
    private final Timers timers;
    private final Duration period;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile String behind = FIRST;

    HeldSweep(
            HeldStore held,
            Timers timers,
            @ConfigProperty(name = "satang.deliveries.sweep-millis", defaultValue = "500") long sweepMillis) {
        this.held = Objects.requireNonNull(held, "held");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.period = Duration.ofMillis(sweepMillis);
    }

    void start(@Observes StartupEvent event) {
        timers.every(period, this::sweep);
    }

    private void sweep() {
        if (underWay.compareAndSet(false, true)) {
            Uni.createFrom()
                    .deferred(() -> held.release(behind))
                    .onTermination()
                    .invoke(() -> underWay.set(false))
                    .subscribe()
                    .with(
                            looked -> behind = looked.last().orElse(FIRST),
                            failure -> LOG.warnf("held webhooks not looked at, trying again: %s", failure.toString()));
        }
    }
}
