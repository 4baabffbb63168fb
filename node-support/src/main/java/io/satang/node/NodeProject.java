package io.satang.node;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder with programs of Node and what npm has installed for them.
 *
 * @param folder where they run
 * @param limit  how long a program may take
 */
public record NodeProject(Path folder, Duration limit) {
    /** What every module keeps its programs in, with their package.json and package-lock.json. */
    public static final Path SOURCES = Path.of("src/test/node");

    /**
     * How a program ended.
     *
     * @param status -1 for one that took too long
     * @param output both of its streams
     */
    public record Outcome(int status, String output) {}

    /**
     * Copies {@link #SOURCES} and installs what they lock. The test is skipped, with a message, where Node is missing or npm cannot install.
     *
     * @param what   the message says is skipped
     * @param folder where to
     * @param limit  how long npm, and each program later, may take
     */
    public static NodeProject install(String what, Path folder, Duration limit)
            throws IOException, InterruptedException {
        assumeTrue(
                Stream.of("node", "npm").allMatch(NodeProject::isInstalled),
                () -> "node or npm is missing: " + what + " is skipped");
        copySources(folder);
        NodeProject project = new NodeProject(folder, limit);
        Outcome outcome = project.run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        assumeTrue(outcome.status() == 0, () -> "npm cannot install: " + what + " is skipped\n" + outcome.output());
        return project;
    }

    /** Runs a program to its end. */
    public Outcome run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), command);
    }

    /** The same, with more in its environment. */
    public Outcome run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Outcome(-1, "no end after " + limit.toSeconds() + " s\n" + Files.readString(log));
        }
        return new Outcome(process.exitValue(), Files.readString(log));
    }

    private static void copySources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(SOURCES.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
