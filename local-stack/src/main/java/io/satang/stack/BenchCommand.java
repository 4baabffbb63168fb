package io.satang.stack;

import io.satang.stack.run.StackException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** Hands over to the benchmark, which is a process of its own. */
@Command(
        name = "bench",
        description = "Measures payments through the running stack; --help shows the benchmark's options.")
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private Folders folders;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path jar = folders.project().resolve("load-test/target/load-test.jar");
        if (!Files.exists(jar)) {
            throw new StackException("not built yet: " + jar + "\nRun: mvn -Dquick -DskipTests package");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(nettysPermissions());
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(benchArguments());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** What it is given goes on, with where the stack is, which may have been left out. */
    List<String> benchArguments() {
        return Stream.concat(Stream.of("--state=" + folders.stack().path()), arguments.stream())
                .toList();
    }

    /** Which options of this JVM let Netty do what it does depends on the JDK, and {@code ./satang} has seen to it. */
    private static List<String> nettysPermissions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .toList();
    }
}
