package io.satang.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Processes that outlive the server which they belonged to. Those of a PostgreSQL that was killed end by themselves a moment later; until
 * then they hold its memory, and a new server refuses to start.
 */
final class Orphans {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Orphans() {}

    /** Returns when no process works in the folder any more, as far as the system tells where processes work. */
    static void awaitEnd(Path folder) throws IOException {
        CompletableFuture<?>[] ends = ProcessHandle.allProcesses()
                .filter(process -> worksIn(process, folder))
                .map(ProcessHandle::onExit)
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a server still works in " + folder, e);
        }
    }

    private static boolean worksIn(ProcessHandle process, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .equals(folder);
        } catch (IOException | UnsupportedOperationException e) {
            // It has ended, is somebody else's, or this is not Linux.
            return false;
        }
    }
}
