package io.satang.stack.run;

import io.satang.embedded.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A program in a session of its own. Ctrl-C interrupts every process of a terminal at once; this one does not see it, so that the launcher
 * can stop everything in order.
 *
 * @param program what runs
 */
record OwnSession(Program program) implements Program {

    @Override
    public String name() {
        return program.name();
    }

    @Override
    public void prepare() throws IOException {
        program.prepare();
    }

    @Override
    public ProcessBuilder command() {
        ProcessBuilder builder = program.command();
        builder.command(Stream.concat(Sessions.own().stream(), builder.command().stream())
                .toList());
        return builder;
    }

    @Override
    public boolean isReady() {
        return program.isReady();
    }

    @Override
    public Duration stopTimeout() {
        return program.stopTimeout();
    }

    @Override
    public void stop(ProcessHandle process) {
        program.stop(process);
    }
}
