package io.satang.source.create;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.satang.api.IdempotencyRequest;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Forgets the idempotency keys whose day is over; until it has run, they still count. */
@ApplicationScoped
class KeyPurge {
    private static final Logger LOG = Logger.getLogger(KeyPurge.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofHours(IdempotencyRequest.KEPT_HOURS);

    private final KeyPurgeStore store;
    private final Vertx vertx;
    private final Clock clock;
    private volatile long timer;

    KeyPurge(KeyPurgeStore store, Vertx vertx, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(PERIOD.toMillis(), id -> purge());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void purge() {
        store.deleteBefore(clock.instant().minus(KEPT))
                .subscribe()
                .with(
                        done -> {},
                        failure ->
                                LOG.warnf("idempotency keys not purged, trying again later: %s", failure.toString()));
    }
}
