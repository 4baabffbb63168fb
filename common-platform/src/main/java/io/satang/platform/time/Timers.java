package io.satang.platform.time;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

    /**
     * Does the same for what goes on after it has returned: it is not begun anew while it is under way.
     *
     * @param failed hears why it has failed; it is begun anew when it is its time
     */
    public void oneAtATime(Duration period, Supplier<Uni<?>> task, Consumer<Throwable> failed) {
        AtomicBoolean underWay = new AtomicBoolean();
        every(period, () -> {
            if (underWay.compareAndSet(false, true)) {
                Uni.createFrom()
                        .deferred(() -> task.get().replaceWithVoid())
                        .onTermination()
                        .invoke(() -> underWay.set(false))
                        .subscribe()
                        .with(done -> {}, failed);
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        timers.forEach(vertx::cancelTimer);
        timers.clear();
    }
}
