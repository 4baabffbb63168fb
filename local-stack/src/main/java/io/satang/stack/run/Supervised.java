package io.satang.stack.run;

import io.satang.embedded.Program;
import io.satang.embedded.RunningProgram;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A program that is started again whenever its process ends, until it is closed. One thread of its own starts, watches and restarts it; the
 * other methods may be called from anywhere.
 */
final class Supervised implements AutoCloseable {
    /** What is slow is not broken, and what is broken ends by itself: this only bounds what hangs. */
    private static final Duration READY_TIMEOUT = Duration.ofMinutes(5);

    private final Program program;
    private final StackFolder folder;
    private final Consumer<String> say;
    private final Runnable restarted;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicReference<CountDownLatch> resumption = new AtomicReference<>(new CountDownLatch(0));
    private final Thread thread;
    private volatile Optional<RunningProgram> running = Optional.empty();
    private volatile boolean ready;

    /**
     * @param program   what runs
     * @param folder    where its log and pid file go
     * @param say       told of each start and end
     * @param restarted run whenever it is ready as another process than before
     */
    Supervised(Program program, StackFolder folder, Consumer<String> say, Runnable restarted) {
        this.program = new OwnSession(program);
        this.folder = folder;
        this.say = say;
        this.restarted = restarted;
        this.thread = Thread.ofVirtual().name(program.name()).unstarted(this::runUntilStopped);
    }

    String name() {
        return program.name();
    }

    /**
     * Starts it for the first time.
     *
     * @return completes when it answers, or fails when it ends before; then it is not tried again
     */
    CompletableFuture<Void> start() {
        thread.start();
        return firstReady;
    }

    /** Whether it has answered since its last start and its process is there. */
    boolean isUp() {
        return ready && process().isPresent();
    }

    /** Its process, when it is alive. */
    Optional<ProcessHandle> process() {
        return running.map(RunningProgram::handle).filter(ProcessHandle::isAlive);
    }

    /** Stops it in order and leaves it stopped until {@link #resume}. */
    void suspend() {
        resumption.set(new CountDownLatch(1));
        running.ifPresent(RunningProgram::close);
    }

    /** Starts it again after {@link #suspend}. */
    void resume() {
        resumption.get().countDown();
    }

    /** Stops it in order, for good. */
    @Override
    public void close() {
        stopping.countDown();
        thread.interrupt();
        running.ifPresent(RunningProgram::close);
        awaitThread();
        // The thread may have been about to start it again.
        running.ifPresent(RunningProgram::close);
        deletePidFile();
    }

    private void runUntilStopped() {
        int failures = 0;
        while (isWanted()) {
            try {
                resumption.get().await();
                launch();
                failures = 0;
                awaitEnd();
            } catch (IOException | IllegalStateException e) {
                if (isWanted() && !firstReady.isDone()) {
                    firstReady.completeExceptionally(e);
                    return;
                }
                failures++;
                tell(name() + " does not start: " + e.getMessage());
            } catch (InterruptedException e) {
                // Only close() interrupts.
                return;
            }
            ready = false;
            pause(Backoff.after(failures));
        }
    }

    private void launch() throws IOException {
        running.ifPresent(RunningProgram::close);
        long begin = System.nanoTime();
        RunningProgram started = RunningProgram.start(program, folder.log(name()));
        running = Optional.of(started);
        folder.pidFile(name()).write(started.handle());
        started.awaitReady(READY_TIMEOUT);
        ready = true;
        tell("%s is ready after %.1f s"
                .formatted(name(), Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1_000.0));
        if (!firstReady.complete(null)) {
            restarted.run();
        }
    }

    private void awaitEnd() {
        process().ifPresent(process -> process.onExit().join());
        tell(name() + " has ended; starting it again");
    }

    private void awaitThread() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isWanted() {
        return stopping.getCount() > 0;
    }

    private void tell(String message) {
        if (isWanted()) {
            say.accept(message);
        }
    }

    private void pause(Duration pause) {
        try {
            stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deletePidFile() {
        try {
            folder.pidFile(name()).delete();
        } catch (IOException e) {
            say.accept("cannot delete the pid file of " + name() + ": " + e.getMessage());
        }
    }
}
