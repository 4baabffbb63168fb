package io.satang.embedded;

import java.io.IOException;
import java.time.Duration;

/** Something that runs as a process of its own: how it is prepared, started, asked whether it is ready, and stopped. */
public interface Program {

    /** What logs and messages call it, also fit for a file name. */
    String name();

    /**
     * Makes what must exist before the first start (a database cluster, a formatted log folder); does nothing when it is there.
     *
     * @throws IOException when it cannot be made
     */
    void prepare() throws IOException;

    /** The command, environment and working folder of the process; where its output goes is up to the caller. */
    ProcessBuilder command();

    /** Whether it answers now. Takes a few seconds at most and never throws. */
    boolean isReady();

    /** How long it may take to end in order before it is killed. */
    default Duration stopTimeout() {
        return RunningProgram.STOP_TIMEOUT;
    }

    /** Asks the process to end in order; the caller waits for it, and kills it when that takes too long. */
    default void stop(ProcessHandle process) {
        process.destroy();
    }
}
