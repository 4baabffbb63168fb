package io.satang.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a process of the local stack is started that is a JVM: by the Java that runs this, with what all of them have in common.
 *
 * @param compilation how it compiles
 * @param cache       what it knows of its classes before it runs
 */
public record Jvm(Compilation compilation, ClassCache cache) {
    private static final int JDK_THAT_CHECKS_UNSAFE = 24;
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    /** One that learns its classes anew. */
    public static Jvm of(Compilation compilation) {
        return new Jvm(compilation, new ClassCache.None());
    }

    /**
     * The beginning of its command; its own options, and what it runs, follow.
     *
     * @param heapMegabytes the most heap that it may take
     */
    public List<String> command(int heapMegabytes) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(compilation.jvmOptions());
        command.addAll(cache.jvmOptions());
        command.addAll(List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                // Netty loads Linux's epoll, and Kafka's lz4 a library.
                "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= JDK_THAT_CHECKS_UNSAFE) {
            // Netty and Kafka use it all the time, and each use would be looked at.
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (hugePages()) {
            // Six JVMs take turns on few cores, and each turn begins with finding the pages of its heap and code again.
            command.add("-XX:+UseTransparentHugePages");
        }
        return command;
    }

    /** Whether this machine has them for whoever asks; only Linux does, and a JVM that asks in vain says so at each start. */
    private static boolean hugePages() {
        try {
            return Files.exists(HUGE_PAGES) && !Files.readString(HUGE_PAGES).contains("[never]");
        } catch (IOException e) {
            return false;
        }
    }

    /** How long it may take to end in order. */
    public Duration stopTimeout() {
        return cache.stopTimeout();
    }
}
