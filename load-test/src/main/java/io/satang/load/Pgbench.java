package io.satang.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.load.Target.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The floor as pgbench measures it. */
final class Pgbench {

    private static final String THREADS = "2";
    private static final Pattern TPS = Pattern.compile("^tps = ([0-9.]+)", Pattern.MULTILINE);

    private final PostgresServer server;
    private final String database;

    Pgbench(PostgresServer server, String database) {
        this.server = server;
        this.database = database;
    }

    static boolean installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "pgbench"))
                .anyMatch(Files::isExecutable);
    }

    /** Runs of the script per second. */
    double run(int connections, Duration duration, String script) {
        try {
            Path file = Files.createTempFile("satang-floor", ".sql");
            try {
                Files.writeString(file, script);
                return parse(output(command(connections, duration, file)));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder command(int connections, Duration duration, Path script) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + connections,
                "--jobs=" + THREADS,
                "--time=" + duration.toSeconds(),
                "--file=" + script,
                "--host=" + server.host(),
                "--port=" + server.port(),
                "--username=" + server.user(),
                database));
        builder.environment().put("PGPASSWORD", server.password());
        return builder.redirectErrorStream(true);
    }

    private static String output(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("pgbench failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return output;
    }

    static double parse(String output) {
        Matcher tps = TPS.matcher(output);
        if (!tps.find()) {
            throw new IllegalStateException("pgbench told no tps: " + output);
        }
        return Double.parseDouble(tps.group(1));
    }
}
