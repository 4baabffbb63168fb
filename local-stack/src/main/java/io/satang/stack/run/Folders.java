package io.satang.stack.run;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the project and the stack are; every command takes it. */
public final class Folders {
    static final String DEFAULT_STATE = ".satang";

    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "Where the stack keeps databases, logs and what runs (.satang beside the script).")
    private Optional<Path> state = Optional.empty();

    /** The folder of the parent POM: {@code ./satang} tells it. */
    public Path project() {
        return Path.of(System.getProperty("satang.home", "")).toAbsolutePath();
    }

    /** What JVMs have learnt of their classes; another build does not know them. */
    public Path classCaches() {
        return project().resolve("target/class-caches");
    }

    /** Where they are recorded until all are there. */
    public Path newClassCaches() {
        return project().resolve("target/class-caches.new");
    }

    /** What a hint repeats after the command that it names, so that it speaks of the same stack: {@code  --state FOLDER}, or nothing. */
    public String repeated() {
        return state.map(folder -> " --state " + folder).orElse("");
    }

    /** Where the stack is. */
    public StackFolder stack() {
        return new StackFolder(state.orElseGet(() -> project().resolve(DEFAULT_STATE)));
    }
}
