package io.satang.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How much memory processes take. */
final class ProcessMemory {
    private static final Pattern SHARE_KILOBYTES = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$");
    private static final int BYTES_PER_KILOBYTE = 1024;

    private ProcessMemory() {}

    /**
     * What a process and its children take in bytes, with pages that several of them map counted once; 0 where the system does not tell it
     * in {@code /proc}.
     */
    static long bytes(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(each -> kilobytes(Path.of("/proc", Long.toString(each.pid()), "smaps_rollup")))
                .sum() * BYTES_PER_KILOBYTE;
    }

    private static long kilobytes(Path smaps) {
        try {
            Matcher share = SHARE_KILOBYTES.matcher(Files.readString(smaps));
            return share.find() ? Long.parseLong(share.group(1)) : 0;
        } catch (IOException e) {
            // It has ended in between, or this is not Linux.
            return 0;
        }
    }
}
