package io.satang.offers;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.satang.platform.time.Timers;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Measures what waits: reservations whose payment is still to be heard of, and moves of offers that are still to be told. */
@ApplicationScoped
class WaitingMetrics {
    private static final Logger LOG = Logger.getLogger(WaitingMetrics.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    // Each by an index that holds nothing else.
    private static final String MEASURE = """
        SELECT (SELECT count(*) FROM redemptions WHERE state = 'reserved') AS reserved,
               (SELECT coalesce(greatest(extract(epoch FROM now() - min(move_at)), 0), 0)::float8
                FROM offers WHERE move_at IS NOT NULL) AS untold
        """;

    private final Pool pool;
    private final Timers timers;
    private volatile Waiting waiting = new Waiting(0, 0);

    private record Waiting(long reserved, double untoldSeconds) {}

    WaitingMetrics(Pool pool, Timers timers, MeterRegistry metrics) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.timers = Objects.requireNonNull(timers, "timers");
        Gauge.builder("satang.offers.reserved.redemptions", () -> waiting.reserved())
                .description("Discounts that are set aside for payments of which the end was not heard yet")
                .register(metrics);
        Gauge.builder("satang.offers.untold.seconds", () -> waiting.untoldSeconds())
                .description("How long ago time moved the offer whose move has waited longest to be told")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        timers.every(EVERY, this::measure);
    }

    private void measure() {
        pool.query(MEASURE)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(WaitingMetrics::waiting)
                .subscribe()
                .with(
                        present -> waiting = present,
                        failure -> LOG.warnf("what waits was not measured: %s", failure.toString()));
    }

    private static Waiting waiting(Row row) {
        return new Waiting(row.getLong("reserved"), row.getDouble("untold"));
    }
}
