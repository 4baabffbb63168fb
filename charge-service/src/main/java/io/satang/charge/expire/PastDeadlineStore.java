package io.satang.charge.expire;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.satang.platform.time.Timers;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Counts charges that nobody has ended although their deadline passed five seconds ago, and those set aside. Both stay 0; alert at 1. */
@ApplicationScoped
class PastDeadlineStore {
    private static final Logger LOG = Logger.getLogger(PastDeadlineStore.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final String COUNT = """
            SELECT (SELECT count(*) FROM pending_charges WHERE expires_at <= now() - make_interval(secs => $1)) AS late,
                   (SELECT count(*) FROM charges WHERE quarantined_at IS NOT NULL) AS quarantined
            """;

    private final Pool pool;
    private final Timers timers;
    private volatile long late;
    private volatile long quarantined;

    PastDeadlineStore(Pool pool, Timers timers, MeterRegistry metrics) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.timers = Objects.requireNonNull(timers, "timers");
        Gauge.builder("satang.charges.past.deadline.count", () -> late)
                .description("Pending charges whose deadline passed more than five seconds ago")
                .register(metrics);
        Gauge.builder("satang.charges.quarantined.count", () -> quarantined)
                .description("Charges that were set aside because they cannot be read")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        timers.every(EVERY, this::count);
    }

    private void counted(Row row) {
        late = row.getLong("late");
        quarantined = row.getLong("quarantined");
    }

    private void count() {
        pool.preparedQuery(COUNT)
                .execute(Tuple.of((double) GRACE.toSeconds()))
                .subscribe()
                .with(
                        rows -> counted(rows.iterator().next()),
                        failure -> LOG.warnf("charges past deadline not counted: %s", failure.toString()));
    }
}
