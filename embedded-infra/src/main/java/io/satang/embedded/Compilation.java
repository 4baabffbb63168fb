package io.satang.embedded;

import java.util.List;

/** How much a JVM works on its code while it runs it. */
public enum Compilation {
    /**
     * Each method once and quickly. A process starts in half of the CPU time and in a quarter less memory, and works at full speed after
     * seconds.
     */
    QUICK(List.of("-XX:TieredStopAtLevel=1")),

    /** What is hot a second time and well, as servers do it: faster after minutes under load, for which it takes much of a small machine. */
    FULL(List.of());

    // Made by List.of, which the checker cannot see in the type.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> jvmOptions;

    Compilation(List<String> jvmOptions) {
        this.jvmOptions = jvmOptions;
    }

    /** What to start a JVM with. */
    public List<String> jvmOptions() {
        return jvmOptions;
    }
}
