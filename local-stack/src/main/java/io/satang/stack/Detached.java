package io.satang.stack;

import io.satang.stack.run.Sessions;
import io.satang.stack.run.StackException;
import io.satang.stack.run.StackFile;
import io.satang.stack.run.StackFolder;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The same launcher again, as a process that outlives this one and its terminal. */
final class Detached {
    private static final long POLL_MILLIS = 100;

    private Detached() {}

    /**
     * Starts it and waits until its stack is ready.
     *
     * @param arguments what this command was given
     * @param say       told what it says, a line at a time
     * @throws StackException when it ends before; the message is what it said
     */
    static void start(List<String> arguments, StackFolder folder, Consumer<String> say)
            throws IOException, InterruptedException {
        folder.create();
        Path log = folder.log(StackFolder.LAUNCHER);
        Process launcher = new ProcessBuilder(command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        launcher.getOutputStream().close();
        long told = 0;
        while (!isReady(folder, launcher)) {
            if (!launcher.isAlive()) {
                throw new StackException(
                        "the stack did not start:\n" + Files.readString(log).strip());
            }
            told = tell(log, told, say);
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Passes on the lines from the one of this number on; answers the number of the next. */
    private static long tell(Path log, long from, Consumer<String> say) throws IOException {
        String text = Files.readString(log);
        // The last line may be half of one.
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        lines.stream().skip(from).forEach(say);
        return lines.size();
    }

    private static boolean isReady(StackFolder folder, Process launcher) throws IOException {
        return StackFile.read(folder.stackFile())
                .filter(StackFile::ready)
                .filter(stack -> stack.pidOf(StackFile.GATEWAY).orElse(0) == launcher.pid())
                .isPresent();
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(Sessions.own());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Satang.class.getName()));
        arguments.stream().filter(argument -> !argument.equals("--detach")).forEach(command::add);
        return command;
    }
}
