package io.satang.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a JVM knows of its classes before it runs, from an earlier run of the same program under load: Java's ahead-of-time cache (JEP 483,
 * 514 and 515). A JVM passes over a cache that does not fit it or its class path.
 */
public sealed interface ClassCache {
    /** JDKs before it need several steps to record one. */
    int JDK_MIN = 25;

    /** Bounds what hangs; two cores write six caches in a minute. */
    Duration WRITING_TIMEOUT = Duration.ofMinutes(5);

    /** What to start a JVM with. */
    List<String> jvmOptions();

    /** How long its JVM may take to end in order. */
    default Duration stopTimeout() {
        return RunningProgram.STOP_TIMEOUT;
    }

    /** It learns everything anew. */
    record None() implements ClassCache {
        @Override
        public List<String> jvmOptions() {
            return List.of();
        }
    }

    /** It begins with what is in the file. */
    record Taken(Path file) implements ClassCache {
        @Override
        public List<String> jvmOptions() {
            return List.of("-XX:AOTCache=" + file);
        }
    }

    /** It writes the file when it ends in order, which takes many seconds. */
    record Recorded(Path file) implements ClassCache {
        @Override
        public List<String> jvmOptions() {
            return List.of("-XX:AOTCacheOutput=" + file);
        }

        @Override
        public Duration stopTimeout() {
            return WRITING_TIMEOUT;
        }
    }
}
