package io.satang.stack.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a stack keeps what it has: databases and topics ({@code postgres}, {@code kafka}), logs of the last start ({@code log}), and what
 * runs now ({@code run}).
 *
 * @param path usually {@code .satang}
 */
public record StackFolder(Path path) {

    /** What log and pid file of the launcher are called. */
    public static final String LAUNCHER = "launcher";

    public StackFolder {
        path = path.toAbsolutePath().normalize();
    }

    Path postgresData() {
        return path.resolve("postgres");
    }

    Path kafkaData() {
        return path.resolve("kafka");
    }

    /** One file for each process. */
    public Path logs() {
        return path.resolve("log");
    }

    /** The log of a process, or of the launcher when it was detached. */
    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    Path run() {
        return path.resolve("run");
    }

    Path lockFile() {
        return run().resolve("lock");
    }

    /** What the stack says of itself (see {@link StackFile}). */
    public Path stackFile() {
        return run().resolve("stack.json");
    }

    /** The launcher's process. */
    public PidFile launcher() {
        return pidFile(LAUNCHER);
    }

    PidFile pidFile(String process) {
        return new PidFile(run().resolve(process + PidFile.SUFFIX));
    }

    /** Makes what is not there yet. It holds databases, messages and passwords, so nobody else on the machine may look into it. */
    public void create() throws IOException {
        Files.createDirectories(path);
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
        Files.createDirectories(run());
        Files.createDirectories(logs());
    }

    /** Forgets databases and topics. Nothing may run in the folder. */
    public void forget() throws IOException {
        for (Path folder : List.of(postgresData(), kafkaData())) {
            delete(folder);
        }
    }

    /** Forgets the logs of the last start. */
    void forgetLogs() throws IOException {
        // The launcher's own log is open already when it was detached.
        try (Stream<Path> logs = Files.list(logs())) {
            for (Path log : logs.filter(file -> !file.equals(log(LAUNCHER))).toList()) {
                Files.delete(log);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
