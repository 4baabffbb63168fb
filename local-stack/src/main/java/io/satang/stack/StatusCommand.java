package io.satang.stack;

import io.satang.stack.run.Folders;
import io.satang.stack.run.StackFile;
import io.satang.stack.run.StackFile.RunsAs;
import io.satang.stack.run.StackFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what runs. Its status is 0 when everything does, so that scripts may ask. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows what runs.")
final class StatusCommand implements Callable<Integer> {
    private static final String ROW = "%-18s %-6s %8s %6s %9s%n";

    @Spec
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        StackFolder folder = folders.stack();
        Optional<StackFile> stack = StackFile.read(folder.stackFile())
                .filter(file -> file.pidOf(StackFile.GATEWAY).isPresent());
        if (stack.isEmpty() || folder.launcher().process().isEmpty()) {
            out.println("nothing runs in " + folder.path());
            return ExitCode.SOFTWARE;
        }
        return print(stack.get(), out);
    }

    private static int print(StackFile stack, PrintWriter out) {
        out.printf("%s %s%n%n", stack.baseUrl(), stack.ready() ? "is ready" : "is starting");
        out.printf(ROW, "", "", "pid", "port", "memory");
        long memoryBytes = 0;
        boolean allUp = stack.ready();
        for (RunsAs process : stack.processes()) {
            Optional<ProcessHandle> handle = ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive);
            long bytes = handle.map(found -> memory(process, found)).orElse(0L);
            memoryBytes += bytes;
            allUp &= handle.isPresent();
            out.printf(
                    ROW,
                    process.name(),
                    handle.isPresent() ? "up" : "down",
                    process.pid(),
                    port(process),
                    megabytes(bytes));
        }
        out.printf(ROW, "", "", "", "", megabytes(memoryBytes));
        return allUp ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Everything else is a child of the launcher, and has a line of its own. */
    private static long memory(RunsAs process, ProcessHandle handle) {
        return process.name().equals(StackFile.GATEWAY)
                ? ProcessMemory.own(handle)
                : ProcessMemory.withChildren(handle);
    }

    private static String port(RunsAs process) {
        return process.port().isPresent() ? Integer.toString(process.port().getAsInt()) : "";
    }

    private static String megabytes(long bytes) {
        return bytes / (1024 * 1024) + " MiB";
    }
}
