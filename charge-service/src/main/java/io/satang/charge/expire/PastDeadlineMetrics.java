package io.satang.charge.expire;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.satang.charge.expire.PastDeadlineStore.Counts;
import io.satang.platform.time.Timers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Counts charges that nobody has ended although their deadline passed five seconds ago, and those set aside. Both stay 0; alert at 1. */
@ApplicationScoped
class PastDeadlineMetrics {
    private static final Logger LOG = Logger.getLogger(PastDeadlineMetrics.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final PastDeadlineStore store;
    private final Timers timers;
    private volatile Counts counts = Counts.NONE;

    PastDeadlineMetrics(PastDeadlineStore store, Timers timers, MeterRegistry metrics) {
        this.store = Objects.requireNonNull(store, "store");
        this.timers = Objects.requireNonNull(timers, "timers");
        Gauge.builder("satang.charges.past.deadline.count", () -> counts.late())
                .description("Pending charges whose deadline passed more than five seconds ago")
                .register(metrics);
        Gauge.builder("satang.charges.quarantined.count", () -> counts.quarantined())
                .description("Charges that were set aside because they cannot be read or settled")
                .register(metrics);
        Gauge.builder("satang.charges.open.count", () -> counts.open())
                .description("About how many charges wait for their payer, or to be captured")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        timers.every(EVERY, this::count);
    }

    private void count() {
        store.count(GRACE)
                .subscribe()
                .with(
                        present -> counts = present,
                        failure -> LOG.warnf("charges past deadline not counted: %s", failure.toString()));
    }
}
