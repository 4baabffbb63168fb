package io.satang.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.satang.schema.SharedSchema;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives the service its {@link OutboxRelay}: starts it, sweeps it and measures what waits. */
@ApplicationScoped
class OutboxRelayRunner {
    private static final int MEASURE_EVERY_SWEEPS = 10;
    private static final String OLDEST_AGE =
            "SELECT coalesce(extract(epoch FROM now() - min(occurred_at)), 0)::float8 AS seconds FROM outbox";

    private final OutboxRelay relay;
    private final Vertx vertx;
    private final Pool pool;
    private final long sweepMillis;
    private volatile double oldestAgeSeconds;
    private int sweeps;

    OutboxRelayRunner(
            OutboxTable table,
            EventPublisher publisher,
            Vertx vertx,
            Pool pool,
            MeterRegistry metrics,
            @ConfigProperty(name = "satang.outbox.sweep-millis", defaultValue = "500") long sweepMillis) {
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.pool = Objects.requireNonNull(pool, "pool");
        this.sweepMillis = sweepMillis;
        this.relay =
                new OutboxRelay(table, publisher, (delay, task) -> vertx.setTimer(delay.toMillis(), id -> task.run()));
        Gauge.builder("satang.outbox.oldest.age.seconds", () -> oldestAgeSeconds)
                .description("Age of the oldest event that waits for publication")
                .register(metrics);
    }

    @Produces
    @Singleton
    OutboxRelay relay() {
        return relay;
    }

    @Produces
    @Singleton
    SharedSchema schema() {
        return new SharedSchema("outbox");
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(sweepMillis, id -> sweep());
    }

    void stop(@Observes ShutdownEvent event) {
        relay.stop();
    }

    private void sweep() {
        relay.nudge();
        if (sweeps++ % MEASURE_EVERY_SWEEPS == 0) {
            measure();
        }
    }

    private void measure() {
        pool.query(OLDEST_AGE)
                .execute()
                .subscribe()
                .with(rows -> oldestAgeSeconds = rows.iterator().next().getDouble("seconds"), failure -> {
                    // Without a database nothing can be published either, and the relay says so itself.
                });
    }
}
