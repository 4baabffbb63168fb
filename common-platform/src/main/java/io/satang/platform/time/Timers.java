package io.satang.platform.time;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a service does from time to time. It ends when the service stops, before what it uses is closed. */
@ApplicationScoped
public class Timers {
    private final Vertx vertx;
    private final Queue<Long> timers = new ConcurrentLinkedQueue<>();

    Timers(Vertx vertx) {
        this.vertx = Objects.requireNonNull(vertx, "vertx");
    }

    /** Runs the task again and again until the service stops, on an event loop, so it must not block. */
    public void every(Duration period, Runnable task) {
        timers.add(vertx.setPeriodic(period.toMillis(), id -> task.run()));
    }

    void stop(@Observes ShutdownEvent event) {
        timers.forEach(vertx::cancelTimer);
        timers.clear();
    }
}
