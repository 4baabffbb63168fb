package io.satang.stack.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Sessions in the sense of terminals: Ctrl-C and a closed terminal reach every process of their session. */
public final class Sessions {
    private static final List<String> OWN = Stream.of("/usr/bin/setsid", "/bin/setsid")
            .filter(command -> Files.isExecutable(Path.of(command)))
            .limit(1)
            .toList();

    private Sessions() {}

    /** What a command is put behind to run in a session of its own; empty where there is no {@code setsid}, as on macOS. */
    public static List<String> own() {
        return OWN;
    }
}
