package io.satang.load;

import io.satang.load.Target.MeteredProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processor time and memory of processes with all their children, from {@code /proc}. Children that have ended are
 * in their parent's {@code cutime} and {@code cstime}, so a worker that comes and goes between two readings counts.
 */
final class ProcessMeter {

    /** Linux shows times in hundredths of a second on every platform that Java runs on. */
    private static final long MILLIS_PER_TICK = 10;

    private static final Path PROC = Path.of("/proc");

    private final List<MeteredProcess> processes;

    private ProcessMeter(List<MeteredProcess> processes) {
        this.processes = processes;
    }

    /** Empty where there is no {@code /proc} or nothing to meter. */
    static Optional<ProcessMeter> of(List<MeteredProcess> processes) {
        return processes.isEmpty() || !Files.exists(PROC.resolve("self/stat"))
                ? Optional.empty()
                : Optional.of(new ProcessMeter(processes));
    }

    /**
     * What a process and its children have used.
     *
     * @param cpuMillis processor time since it started
     * @param residentKib resident memory; pages that children share count once
     */
    record Usage(String name, long cpuMillis, long residentKib) {}

    List<Usage> read() {
        Map<Long, Stat> all = stats();
        return processes.stream().map(process -> usage(process, all)).toList();
    }

    private Usage usage(MeteredProcess process, Map<Long, Stat> all) {
        List<Stat> family = family(process.pid(), all);
        long ticks = family.stream().mapToLong(Stat::ticks).sum();
        long resident = family.stream()
                .mapToLong(member -> family.size() == 1 ? resident(member.pid()) : proportional(member.pid()))
                .sum();
        return new Usage(process.name(), ticks * MILLIS_PER_TICK, resident);
    }

    /** A child that is metered itself is not its parent's: the launcher is the gateway and the parent of everything. */
    private List<Stat> family(long root, Map<Long, Stat> all) {
        List<Stat> family = new ArrayList<>();
        Optional.ofNullable(all.get(root)).ifPresent(family::add);
        for (int i = 0; i < family.size(); i++) {
            long parent = family.get(i).pid();
            all.values().stream()
                    .filter(stat -> stat.parent() == parent && !isMetered(stat.pid()))
                    .forEach(family::add);
        }
        return family;
    }

    private boolean isMetered(long pid) {
        return processes.stream().anyMatch(process -> process.pid() == pid);
    }

    private static Map<Long, Stat> stats() {
        Map<Long, Stat> stats = new HashMap<>();
        try (Stream<Path> entries = Files.list(PROC)) {
            entries.filter(entry ->
                            Character.isDigit(entry.getFileName().toString().charAt(0)))
                    .forEach(entry -> text(entry.resolve("stat"))
                            .map(Stat::parse)
                            .ifPresent(stat -> stats.put(stat.pid(), stat)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stats;
    }

    private static long resident(long pid) {
        return field(PROC.resolve(pid + "/status"), "VmRSS:");
    }

    private static long proportional(long pid) {
        return field(PROC.resolve(pid + "/smaps_rollup"), "Pss:");
    }

    private static long field(Path file, String name) {
        return text(file).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** Empty when the process has ended meanwhile. */
    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException ended) {
            return Optional.empty();
        } catch (IOException e) {
            // A process that ends while its file is read answers ESRCH.
            return Optional.empty();
        }
    }

    /** What is needed of one line of {@code /proc/<pid>/stat}. */
    record Stat(long pid, long parent, long ticks) {

        static Stat parse(String line) {
            long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
            // The name stands in parentheses and may itself hold spaces and parentheses.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int field = 11; field <= 14; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return new Stat(pid, Long.parseLong(fields[1]), ticks);
        }
    }
}
