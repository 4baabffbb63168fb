package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A command of {@code ./satang} as a process of its own, and what it says. */
final class Terminal implements AutoCloseable {
    private static final long LONGEST_SECONDS = 60;

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Terminal(Process process) {
        this.process = process;
        this.reader = Thread.startVirtualThread(this::read);
    }

    /** Starts it; what it says to either stream is one text. */
    static Terminal start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.satang.stack.Satang"));
        command.addAll(List.of(arguments));
        try {
            return new Terminal(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that it has said so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits until it says a line with this in it. */
    String awaitLine(String part) {
        await(part).untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains(part)));
        return lines.stream().filter(line -> line.contains(part)).findFirst().orElseThrow();
    }

    /** Ends it as Ctrl-C does; by another signal, as processes in the background may be deaf to that one. */
    void interrupt() {
        process.destroy();
        awaitEnd();
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Waits until it ends by itself; answers its status. */
    int awaitEnd() {
        try {
            assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            said.lines().forEach(lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
