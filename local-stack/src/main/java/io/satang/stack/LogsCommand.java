package io.satang.stack;

import io.satang.stack.run.Folders;
import io.satang.stack.run.StackException;
import io.satang.stack.run.StackFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what processes have said since the last start. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Prints what the processes have said since the last up.")
final class LogsCommand implements Callable<Integer> {
    private static final String SUFFIX = ".log";

    @Spec
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Parameters(
            arity = "0..1",
            paramLabel = "PROCESS",
            description = "A service, postgres, kafka or launcher; all when it is left out.")
    private Optional<String> process;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "40",
            description = "How many lines of each (${DEFAULT-VALUE}).")
    private int lines;

    @Override
    public Integer call() throws IOException {
        if (lines < 0) {
            throw new ParameterException(spec.commandLine(), "--lines is a number from 0 on, and not " + lines);
        }
        PrintWriter out = spec.commandLine().getOut();
        for (Path log : wanted(folders.stack())) {
            out.printf("==> %s <==%n", log);
            tail(log).forEach(out::println);
            out.println();
        }
        return ExitCode.OK;
    }

    private List<Path> wanted(StackFolder folder) throws IOException {
        List<Path> logs = all(folder.logs());
        List<Path> wanted = process.map(name -> logs.stream()
                        .filter(log -> log.equals(folder.log(name)))
                        .toList())
                .orElse(logs);
        if (wanted.isEmpty()) {
            throw new StackException(
                    logs.isEmpty()
                            ? "nothing has run in " + folder.path() + " yet"
                            : "no such log; there are " + names(logs));
        }
        return wanted;
    }

    private static String names(List<Path> logs) {
        return logs.stream()
                .map(log -> log.getFileName().toString().replace(SUFFIX, ""))
                .collect(Collectors.joining(", "));
    }

    private List<String> tail(Path log) throws IOException {
        List<String> all = Files.readAllLines(log);
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    private static List<Path> all(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
