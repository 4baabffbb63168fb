package io.satang.stack;

import io.satang.stack.run.Folders;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Commands that the script {@code ./satang} does by itself, without a JVM; here so that help and completion know of them. */
final class ScriptCommands {
    private ScriptCommands() {}

    /** Reads what the stack says of itself. */
    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Shows what runs; ends with 0 when everything does.")
    static final class StatusCommand implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private Folders folders;

        @Override
        public Integer call() {
            return refer(spec, folders.repeated());
        }
    }

    /** Runs Maven. */
    @Command(name = "test", description = "Runs all tests; what it is given goes to Maven.")
    static final class TestCommand implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            return refer(spec, "");
        }
    }

    /** Looks for JDKs. */
    @Command(name = "jdk", description = "Prints the JDK that is used.")
    static final class JdkCommand implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            return refer(spec, "");
        }
    }

    private static int refer(CommandSpec spec, String options) {
        spec.commandLine().getErr().println("satang: this is done by the script: ./satang " + spec.name() + options);
        return ExitCode.USAGE;
    }
}
