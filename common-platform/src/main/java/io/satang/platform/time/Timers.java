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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a service does from time to time. It ends when the service stops, before what it uses is closed.
 *
 * <p>Timers that begin together and have one period do not run together: whatever else came at that moment would wait until the event loop has
 * sent the statements of all of them.
 */
@ApplicationScoped
public class Timers {
    private static final Duration SPREAD_MAX = Duration.ofSeconds(1);

    /** The golden section: however many there are, each falls into the largest gap that those before have left. */
    private static final double STEP = 0.618;

    private final Vertx vertx;
    private final AtomicInteger begun = new AtomicInteger();
    private final Queue<Long> timers = new ConcurrentLinkedQueue<>();

    Timers(Vertx vertx) {
        this.vertx = Objects.requireNonNull(vertx, "vertx");
    }

    /** Runs the task again and again until the service stops, on an event loop, so it must not block. */
    public void every(Duration period, Runnable task) {
        Duration first = firstAfter(period, begun.incrementAndGet());
        timers.add(vertx.setPeriodic(first.toMillis(), period.toMillis(), id -> task.run()));
    }

    /** How long after its beginning the timer of this number runs first: a period, and a part of another that is its own. */
    static Duration firstAfter(Duration period, int number) {
        Duration spread = period.compareTo(SPREAD_MAX) < 0 ? period : SPREAD_MAX;
        double part = number * STEP % 1;
        return period.plusMillis((long) (spread.toMillis() * part));
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
