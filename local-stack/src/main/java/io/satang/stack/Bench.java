package io.satang.stack;

import io.satang.stack.run.StackException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The benchmark, which is a process of its own. */
final class Bench {
    private Bench() {}

    /**
     * Runs it with this process' input and output until it ends.
     *
     * @return its exit status
     * @throws StackException when it is not built
     */
    static int run(Path project, List<String> arguments) throws IOException, InterruptedException {
        Path jar = project.resolve("load-test/target/load-test.jar");
        if (!Files.exists(jar)) {
            throw new StackException("not built yet: " + jar + "\nRun: mvn -Dquick -DskipTests package");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(nettysPermissions());
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** Which options of this JVM let Netty do what it does depends on the JDK, and {@code ./satang} has seen to it. */
    private static List<String> nettysPermissions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .toList();
    }
}
