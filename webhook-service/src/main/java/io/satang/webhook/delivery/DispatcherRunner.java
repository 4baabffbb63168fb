package io.satang.webhook.delivery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Gives the {@link Dispatcher} its timer, and measures what waits. */
@Singleton
class DispatcherRunner {
    private static final Logger LOG = Logger.getLogger(DispatcherRunner.class);
    private static final int MEASURE_EVERY_SWEEPS = 10;

    private final Dispatcher dispatcher;
    private final DeliveryStore store;
    private final DeliveryMetrics metrics;
    private final Vertx vertx;
    private final long sweepMillis;
    private int sweeps;

    DispatcherRunner(
            Dispatcher dispatcher,
            DeliveryStore store,
            DeliveryMetrics metrics,
            Vertx vertx,
            @ConfigProperty(name = "satang.deliveries.sweep-millis", defaultValue = "500") long sweepMillis) {
        this.dispatcher = Objects.requireNonNull(dispatcher, "dispatcher");
        this.store = Objects.requireNonNull(store, "store");
        this.metrics = Objects.requireNonNull(metrics, "metrics");
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.sweepMillis = sweepMillis;
    }

    void start(@Observes StartupEvent event) {
        metrics.watch(dispatcher);
        vertx.setPeriodic(sweepMillis, id -> sweep());
    }

    void stop(@Observes ShutdownEvent event) {
        dispatcher.stop();
    }

    private void sweep() {
        dispatcher.sweep();
        if (sweeps++ % MEASURE_EVERY_SWEEPS == 0) {
            store.backlog()
                    .subscribe()
                    .with(metrics::measured, failure -> LOG.warnf("backlog not measured: %s", failure.toString()));
        }
    }
}
