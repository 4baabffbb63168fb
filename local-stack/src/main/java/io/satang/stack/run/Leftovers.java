package io.satang.stack.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes of a stack whose launcher is gone, because it was killed. */
public final class Leftovers {
    private static final long END_TIMEOUT_SECONDS = 10;

    private Leftovers() {}

    /**
     * Ends every process that has a pid file in the folder, and removes the files. Only for a folder whose launcher does not run.
     *
     * @return how many were alive
     * @throws IOException when a pid file cannot be read or deleted
     */
    public static int end(StackFolder folder) throws IOException {
        List<PidFile> files = pidFiles(folder.run());
        List<ProcessHandle> alive = new ArrayList<>();
        for (PidFile file : files) {
            Optional<ProcessHandle> process = file.process();
            process.ifPresent(alive::add);
        }
        alive.forEach(ProcessHandle::destroy);
        alive.forEach(Leftovers::awaitEnd);
        for (PidFile file : files) {
            file.delete();
        }
        return alive.size();
    }

    private static void awaitEnd(ProcessHandle process) {
        process.onExit()
                .orTimeout(END_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .exceptionallyCompose(tooLong -> {
                    process.destroyForcibly();
                    return process.onExit();
                })
                .join();
    }

    private static List<PidFile> pidFiles(Path run) throws IOException {
        if (!Files.isDirectory(run)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(file -> file.toString().endsWith(PidFile.SUFFIX))
                    .map(PidFile::new)
                    .toList();
        }
    }
}
