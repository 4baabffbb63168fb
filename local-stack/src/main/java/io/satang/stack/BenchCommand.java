package io.satang.stack;

import io.satang.stack.run.Folders;
import java.io.IOException;
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
        return Bench.run(folders.project(), benchArguments());
    }

    /** What it is given goes on, with where the stack is, which may have been left out. */
    List<String> benchArguments() {
        return Stream.concat(Stream.of("--state=" + folders.stack().path()), arguments.stream())
                .toList();
    }
}
