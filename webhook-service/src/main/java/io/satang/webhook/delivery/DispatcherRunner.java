package io.satang.webhook.delivery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
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
    private final Duration drain;
    private int sweeps;

    DispatcherRunner(
            Dispatcher dispatcher,
            DeliveryStore store,
            DeliveryMetrics metrics,
            Vertx vertx,
            @ConfigProperty(name = "satang.deliveries.sweep-millis", defaultValue = "500") long sweepMillis,
            @ConfigProperty(name = "satang.webhook.drain") Duration drain) {
        this.dispatcher = Objects.requireNonNull(dispatcher, "dispatcher");
        this.store = Objects.requireNonNull(store, "store");
        this.metrics = Objects.requireNonNull(metrics, "metrics");
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.sweepMillis = sweepMillis;
        this.drain = Objects.requireNonNull(drain, "drain");
    }

    void start(@Observes StartupEvent event) {
        metrics.watch(dispatcher);
        vertx.setPeriodic(sweepMillis, id -> sweep());
    }

    // What is under way longer than this is repeated by another replica when its lease has ended.
    void stop(@Observes ShutdownEvent event) {
        try {
            dispatcher.stop().await().atMost(drain);
        } catch (TimeoutException e) {
            LOG.warnf("%d webhooks are under way still and will be sent again", dispatcher.held());
        }
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
