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

/** The same launcher again, as a process that outlives this one and its terminal. */
final class Detached {
    private static final long POLL_MILLIS = 100;

    private Detached() {}

    /**
     * Starts it and waits until its stack is ready.
     *
     * @param arguments what this command was given
     * @throws StackException when it ends before; the message is what it said
     */
    static void start(List<String> arguments, StackFolder folder) throws IOException, InterruptedException {
        folder.create();
        Path log = folder.log(StackFolder.LAUNCHER);
        Process launcher = new ProcessBuilder(command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        launcher.getOutputStream().close();
        while (!isReady(folder, launcher)) {
            if (!launcher.isAlive()) {
                throw new StackException(
                        "the stack did not start:\n" + Files.readString(log).strip());
            }
            Thread.sleep(POLL_MILLIS);
        }
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
