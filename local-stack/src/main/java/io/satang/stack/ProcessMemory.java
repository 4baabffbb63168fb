package io.satang.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory processes take, with pages that several map shared out among them; 0 where the system does not tell it in {@code /proc}.
 */
final class ProcessMemory {
    private static final Pattern SHARE_KILOBYTES = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$");
    private static final int BYTES_PER_KILOBYTE = 1024;

    private ProcessMemory() {}

    /** What a process takes, in bytes. */
    static long own(ProcessHandle process) {
        return kilobytes(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup")) * BYTES_PER_KILOBYTE;
    }

    /** What a process and its children take, in bytes. */
    static long withChildren(ProcessHandle process) {
        return own(process)
                + process.descendants().mapToLong(ProcessMemory::own).sum();
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
