package io.satang.platform.outbox;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** Measures what waits in the outbox and what was set aside, see docs/metrics.md. */
@ApplicationScoped
class OutboxMetrics {
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);
    private static final Duration STATEMENT_MAX = Duration.ofSeconds(5);

    // Counting a backlog of millions would take longer than it is worth.
    private static final String MEASURE = """
            SELECT coalesce(extract(epoch FROM clock_timestamp() - (SELECT stored_at FROM outbox ORDER BY seq LIMIT 1)), 0)::float8
                       AS oldest_seconds,
                   (SELECT count(*) FROM (SELECT FROM outbox LIMIT 100000) AS counted) AS waiting,
                   (SELECT count(*) FROM (SELECT FROM outbox_dead LIMIT 100000) AS counted) AS dead
            """;

    private final Pool pool;
    private final Vertx vertx;
    private final AtomicBoolean measuring = new AtomicBoolean();
    private long timer;
    private volatile Measured measured = new Measured(0, 0, 0);

    private record Measured(double oldestSeconds, long waiting, long dead) {
        static Measured of(Row row) {
            return new Measured(row.getDouble("oldest_seconds"), row.getLong("waiting"), row.getLong("dead"));
        }
    }

    OutboxMetrics(Pool pool, Vertx vertx, OutboxRelay relay, MeterRegistry metrics) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        Gauge.builder("satang.outbox.oldest.age.seconds", () -> measured.oldestSeconds())
                .description("Age of the oldest event that waits for publication")
                .register(metrics);
        Gauge.builder("satang.outbox.waiting.rows", () -> measured.waiting())
                .description("Events that wait for publication, 100,000 at the most")
                .register(metrics);
        Gauge.builder("satang.outbox.dead.rows", () -> measured.dead())
                .description("Events that were set aside because they can never be published")
                .register(metrics);
        Gauge.builder("satang.outbox.memory.bytes", relay, OutboxRelay::memoryBytes)
                .description("Events that this replica holds in memory until they are settled")
                .register(metrics);
        FunctionCounter.builder("satang.outbox.overflowed.events", relay, OutboxRelay::overflowed)
                .description("Events that found no room in memory and were left to the sweep")
                .register(metrics);
        FunctionCounter.builder("satang.outbox.swept.events", relay, OutboxRelay::swept)
                .description("Events that the sweep published")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(MEASURE_EVERY.toMillis(), id -> measure());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void measure() {
        if (!measuring.compareAndSet(false, true)) {
            return;
        }
        pool.query(MEASURE)
                .execute()
                .ifNoItem()
                .after(STATEMENT_MAX)
                .fail()
                .onTermination()
                .invoke(() -> measuring.set(false))
                .subscribe()
                .with(rows -> measured = Measured.of(rows.iterator().next()), failure -> {
                    // Without a database nothing can be published either, and the relay says so itself.
                });
    }
}
