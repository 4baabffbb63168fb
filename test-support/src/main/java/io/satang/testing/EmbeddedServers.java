package io.satang.testing;

import io.satang.embedded.Compilation;
import io.satang.embedded.EmbeddedPostgres;
import io.satang.embedded.FreePorts;
import io.satang.embedded.Jvm;
import io.satang.embedded.KafkaBroker;
import io.satang.embedded.Program;
import io.satang.embedded.RunningProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The servers as child processes, with their data in a temporary folder that goes when the JVM ends. */
final class EmbeddedServers {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final int KAFKA_HEAP_MEGABYTES = 256;

    private EmbeddedServers() {}

    static Servers start() {
        try {
            Path folder = Files.createTempDirectory("satang-test");
            int[] ports = FreePorts.take(3);
            EmbeddedPostgres postgres = new EmbeddedPostgres(folder.resolve("postgres"), ports[0], Map.of());
            KafkaBroker kafka = new KafkaBroker(
                    folder.resolve("kafka"), ports[1], ports[2], KAFKA_HEAP_MEGABYTES, Jvm.of(Compilation.QUICK));
            List<RunningProgram> running = startTogether(List.of(postgres, kafka), folder);
            running.forEach(server -> server.awaitReady(TIMEOUT));
            return new Servers(postgres.address(), kafka.bootstrapServers());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the embedded servers", e);
        }
    }

    private static List<RunningProgram> startTogether(List<Program> programs, Path folder) {
        List<CompletableFuture<RunningProgram>> starting = programs.stream()
                .map(program -> CompletableFuture.supplyAsync(() -> start(program, folder)))
                .toList();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            starting.forEach(server -> server.thenAccept(RunningProgram::close).join());
            delete(folder);
        }));
        return starting.stream().map(CompletableFuture::join).toList();
    }

    private static RunningProgram start(Program program, Path folder) {
        try {
            return RunningProgram.start(program, folder.resolve(program.name() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + program.name(), e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
