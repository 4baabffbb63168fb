package io.satang.simulation.kernel;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Takes the place of Mutiny's worker pool, so that back-off and time-outs of production code pass on the scheduler's clock. Mutiny draws the
 * jitter of a back-off from a generator that cannot be seeded, so the pause that it asks for is replaced by one of our own.
 */
public final class MutinyTime extends AbstractExecutorService implements ScheduledExecutorService {
    private static final MutinyTime INSTALLED = install();
    private static final long PAUSE_MILLIS_MIN = 50;
    private static final long PAUSE_MILLIS_MAX = 1_000;

    private Scheduler scheduler = new Scheduler(Trace.off());
    private Chance chance = new Chance(0);
    private Consumer<Throwable> dropped = failure -> {};

    /** A task that Mutiny may cancel. */
    private static final class Timer extends FutureTask<Void> implements ScheduledFuture<Void> {
        Timer(Runnable work) {
            super(work, null);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException("nobody asks");
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException("nobody sorts");
        }
    }

    private MutinyTime() {}

    /**
     * From now on Mutiny's time passes as this scheduler's does.
     *
     * @param dropped is told of failures that nobody handles
     */
    public static void follow(Scheduler scheduler, Chance chance, Consumer<Throwable> dropped) {
        INSTALLED.dropped = dropped;
        INSTALLED.scheduler = scheduler;
        INSTALLED.chance = chance;
    }

    @Override
    public void execute(Runnable work) {
        scheduler.after(scheduler.current(), chance.millis(0, 0), work);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        Timer timer = new Timer(work);
        scheduler.after(scheduler.current(), chance.millis(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX), timer);
        return timer;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long pause, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    private static MutinyTime install() {
        MutinyTime time = new MutinyTime();
        Infrastructure.setDefaultExecutor(time, true);
        // Nothing here has a context of a request or transaction to be carried along.
        Infrastructure.clearInterceptors();
        // A run is full of failures that production code logs.
        java.util.logging.Logger.getLogger("io.satang").setLevel(java.util.logging.Level.OFF);
        Infrastructure.setDroppedExceptionHandler(failure -> time.dropped.accept(failure));
        return time;
    }
}
