package io.satang.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The process of a {@link Program}, with its output in a log file. Safe for use by several threads. */
public final class RunningProgram implements AutoCloseable {
    /** How long most processes may take to end before they are killed. */
    public static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private static final int TIMEOUTS_MAX = 10;
    private static final long POLL_MILLIS = 50;
    private static final int LOG_TAIL_LINES = 30;

    private final Program program;
    private final Process process;
    private final Path log;

    private RunningProgram(Program program, Process process, Path log) {
        this.program = program;
        this.process = process;
        this.log = log;
    }

    /**
     * Prepares the program and starts its process; does not wait until it answers.
     *
     * @param log where its output is appended
     * @throws IOException when it cannot be prepared or its command cannot be run
     */
    public static RunningProgram start(Program program, Path log) throws IOException {
        Objects.requireNonNull(program, "program");
        Files.createDirectories(log.toAbsolutePath().getParent());
        program.prepare();
        Process process = program.command()
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        return new RunningProgram(program, process, log);
    }

    /**
     * Waits until the program answers, as long as it gets on: a slow machine starts slowly.
     *
     * @param timeout how long nothing may come out of it; {@value #TIMEOUTS_MAX} times as long is the end whatever comes
     * @return this
     * @throws IllegalStateException when the process ends or the time is over; the message ends with the last lines of its log
     */
    public RunningProgram awaitReady(Duration timeout) {
        long end = System.nanoTime() + TIMEOUTS_MAX * timeout.toNanos();
        long deadline = System.nanoTime() + timeout.toNanos();
        long logBytes = 0;
        while (!program.isReady()) {
            long logBytesNow = log.toFile().length();
            if (logBytesNow > logBytes) {
                logBytes = logBytesNow;
                deadline = Math.min(end, System.nanoTime() + timeout.toNanos());
            }
            if (!process.isAlive()) {
                throw new IllegalStateException(program.name() + " ended with status " + process.exitValue()
                        + " before it was ready:\n" + logTail());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(program.name() + " is not ready and has said nothing for "
                        + timeout.toSeconds() + " s:\n" + logTail());
            }
            pause();
        }
        return this;
    }

    /** The program that runs. */
    public Program program() {
        return program;
    }

    /** Its process, alive or not. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Stops the process in order, and kills it when it has not ended within {@link Program#stopTimeout}. */
    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        program.stop(process.toHandle());
        try {
            if (!process.waitFor(program.stopTimeout().toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    private void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + program.name() + " was starting", e);
        }
    }
}
