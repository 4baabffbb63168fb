package io.satang.stack;

import io.satang.stack.run.Folders;
import io.satang.stack.run.Leftovers;
import io.satang.stack.run.StackFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops the stack, also what a killed launcher has left behind. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops everything; databases and topics stay.")
final class DownCommand implements Callable<Integer> {
    private static final long STOP_TIMEOUT_SECONDS = 60;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        StackFolder folder = folders.stack();
        Optional<ProcessHandle> launcher = folder.launcher().process();
        if (launcher.isPresent()) {
            stop(launcher.get());
        }
        int leftovers = Leftovers.end(folder);
        if (leftovers > 0) {
            out.println("ended " + leftovers + " processes of a launcher that was killed");
        }
        out.println(launcher.isPresent() || leftovers > 0 ? "stopped" : "nothing runs in " + folder.path());
        return ExitCode.OK;
    }

    private static void stop(ProcessHandle launcher) throws InterruptedException {
        launcher.destroy();
        try {
            launcher.onExit().get(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            launcher.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot wait for the launcher", e.getCause());
        }
    }
}
