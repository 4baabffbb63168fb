package io.satang.stack;

import io.satang.embedded.ClassCache;
import io.satang.embedded.Compilation;
import io.satang.embedded.FreePorts;
import io.satang.stack.run.ClassCaches;
import io.satang.stack.run.Folders;
import io.satang.stack.run.Front;
import io.satang.stack.run.LocalStack;
import io.satang.stack.run.StackException;
import io.satang.stack.run.StackFolder;
import io.satang.stack.run.StackOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Pays through a stack of its own for some seconds, and keeps what the JVMs have learnt of their classes for later starts. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Records what the JVMs learn while a stack of their own is paid through, so that later ones start in less time.")
final class TrainCommand implements Callable<Integer> {
    /** Each pays in another way; together they pass through all services. */
    private static final List<String> MIXES = List.of("sources", "offers");

    private static final int SECONDS_EACH = 15;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Option(
            names = "--compilation",
            paramLabel = "quick|full",
            defaultValue = "quick",
            description = "How the JVMs will compile that use it (${DEFAULT-VALUE}).")
    private Compilation compilation = Compilation.QUICK;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Runtime.version().feature() < ClassCache.JDK_MIN) {
            throw new StackException(
                    "only a JDK of at least " + ClassCache.JDK_MIN + " can record what its JVMs learn");
        }
        Path caches = folders.newClassCaches();
        Files.createDirectories(caches);
        StackFolder state = new StackFolder(caches.resolveSibling("training"));
        StackOptions options = new StackOptions(
                folders.project(),
                state,
                Front.local(FreePorts.take(1)[0]),
                true,
                Map.of(),
                compilation,
                new ClassCaches.Recorded(caches));
        LocalStack stack = LocalStack.open(options, this::say);
        Thread end = new Thread(stack::close);
        Runtime.getRuntime().addShutdownHook(end);
        stack.start();
        for (String mix : MIXES) {
            pay(state, mix);
        }
        say("writing what was learnt");
        Runtime.getRuntime().removeShutdownHook(end);
        stack.close();
        state.forget();
        return ExitCode.OK;
    }

    /** How fast, and whether in time, is not the question here. */
    private void pay(StackFolder state, String mix) throws IOException, InterruptedException {
        Bench.run(
                folders.project(),
                List.of(
                        "--state=" + state.path(),
                        "--mix=" + mix,
                        "--floor-seconds=0",
                        "--warm-up=0",
                        "--seconds=" + SECONDS_EACH,
                        "--out=" + state.path().resolve("bench")));
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
