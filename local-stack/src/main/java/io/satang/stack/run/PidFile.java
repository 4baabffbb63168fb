package io.satang.stack.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that names a process by its id and its start time. The time tells the process from another one that has got the same id since, so
 * that cleaning up after a crash cannot hit a stranger.
 *
 * @param path the file
 */
public record PidFile(Path path) {
    static final String SUFFIX = ".pid";

    /** Linux derives start times from the time since boot and the clock, which may be corrected in between. */
    private static final Duration CLOCK_CORRECTION_MAX = Duration.ofSeconds(2);

    void write(ProcessHandle process) throws IOException {
        Files.writeString(path, process.pid() + " " + startOf(process).toEpochMilli() + "\n");
    }

    /** The process, when it is alive. */
    public Optional<ProcessHandle> process() throws IOException {
        String[] entry = read().strip().split(" ", -1);
        if (entry.length != 2) {
            return Optional.empty();
        }
        Instant start = Instant.ofEpochMilli(Long.parseLong(entry[1]));
        return ProcessHandle.of(Long.parseLong(entry[0]))
                .filter(ProcessHandle::isAlive)
                .filter(process -> isClose(startOf(process), start));
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    private String read() throws IOException {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static boolean isClose(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(CLOCK_CORRECTION_MAX) <= 0;
    }
}
