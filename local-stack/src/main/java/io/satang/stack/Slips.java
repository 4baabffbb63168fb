package io.satang.stack;

import io.satang.stack.run.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said when something cannot be done: a sentence for what the user can do something about, and a trace for what is a bug. */
final class Slips {
    private Slips() {}

    /** Something that was typed is wrong. */
    static int refuse(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("satang: " + exception.getMessage());
        UnmatchedArgumentException.printSuggestions(exception, err);
        err.println("./" + command.getCommandSpec().qualifiedName() + " --help shows what there is");
        return CommandLine.ExitCode.USAGE;
    }

    /** Something cannot be done. */
    static int fail(Exception exception, CommandLine command) {
        Optional<String> reason = reason(exception);
        if (reason.isPresent()) {
            command.getErr().println("satang: " + reason.get());
        } else {
            exception.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static Optional<String> reason(Exception exception) {
        return switch (exception) {
            case StackException slip -> Optional.ofNullable(slip.getMessage());
            case UncheckedIOException unchecked -> Optional.of(unchecked.getMessage() + ": " + words(cause(unchecked)));
            case IOException io -> Optional.of(words(io));
            default -> Optional.empty();
        };
    }

    private static IOException cause(UncheckedIOException unchecked) {
        return Objects.requireNonNull(unchecked.getCause(), "cause");
    }

    private static String words(IOException exception) {
        return switch (exception) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileAlreadyExistsException file -> file.getFile() + " is a file, and no folder";
            case FileSystemException other ->
                other.getFile() + ": " + Optional.ofNullable(other.getReason()).orElse("cannot be used");
            default -> String.valueOf(exception.getMessage());
        };
    }
}
