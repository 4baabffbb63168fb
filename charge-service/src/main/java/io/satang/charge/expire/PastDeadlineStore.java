package io.satang.charge.expire;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.satang.api.Timers;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Counts charges that nobody has ended although their deadline passed five seconds ago. It stays 0; alert at 1. */
@ApplicationScoped
class PastDeadlineStore {
    private static final Logger LOG = Logger.getLogger(PastDeadlineStore.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final String COUNT =
            "SELECT count(*) AS charges FROM charges WHERE status = 'pending' AND expires_at <= $1";

    private final Pool pool;
    private final Timers timers;
    private final Clock clock;
    private volatile long charges;

    PastDeadlineStore(Pool pool, Timers timers, Clock clock, MeterRegistry metrics) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.clock = Objects.requireNonNull(clock, "clock");
        Gauge.builder("satang.charges.past.deadline.count", () -> charges)
                .description("Pending charges whose deadline passed more than five seconds ago")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        timers.every(EVERY, this::count);
    }

    private void count() {
        pool.preparedQuery(COUNT)
                .execute(Tuple.of(clock.instant().minus(GRACE).atOffset(ZoneOffset.UTC)))
                .subscribe()
                .with(
                        rows -> charges = rows.iterator().next().getLong("charges"),
                        failure -> LOG.warnf("charges past deadline not counted: %s", failure.toString()));
    }
}
