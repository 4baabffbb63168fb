package io.satang.stack;

import io.satang.stack.run.StackFolder;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the project and the stack are; every command takes it. */
final class Folders {
    private static final String DEFAULT_STATE = ".satang";

    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "Where the stack keeps databases, logs and what runs (.satang beside the script).")
    private Optional<Path> state = Optional.empty();

    /** The folder of the parent POM: {@code ./satang} tells it. */
    Path project() {
        return Path.of(System.getProperty("satang.home", "")).toAbsolutePath();
    }

    /** What JVMs have learnt of their classes; another build does not know them. */
    Path classCaches() {
        return project().resolve("target/class-caches");
    }

    /** Where they are recorded until all are there. */
    Path newClassCaches() {
        return project().resolve("target/class-caches.new");
    }

    StackFolder stack() {
        return new StackFolder(state.orElseGet(() -> project().resolve(DEFAULT_STATE)));
    }
}
