package io.satang.stack.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metrics that the code of all modules registers, read from its sources. */
final class Meters {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BUILDER = Pattern.compile(
            "\\b(Gauge|Counter|FunctionCounter|Timer|DistributionSummary)\\s*\\.builder\\(\\s*\"(satang\\.[a-z.]+)\"");
    private static final Pattern COUNTER = Pattern.compile("\\.counter\\(\\s*\"(satang\\.[a-z.]+)\"");

    private Meters() {}

    /** What a metric is, and so what Prometheus adds to its name. */
    enum Kind {
        GAUGE(""),
        COUNTER("_total"),
        TIMER("_seconds_count", "_seconds_sum", "_seconds_bucket", "_seconds_max"),
        SUMMARY("_count", "_sum", "_max");

        // Made by List.of, which the checker cannot see in the type.
        @SuppressWarnings("ImmutableEnumChecker")
        private final List<String> suffixes;

        Kind(String... suffixes) {
            this.suffixes = List.of(suffixes);
        }

        private static Kind of(String builder) {
            return switch (builder) {
                case "Gauge" -> GAUGE;
                case "Counter", "FunctionCounter" -> COUNTER;
                case "Timer" -> TIMER;
                case "DistributionSummary" -> SUMMARY;
                default -> throw new IllegalArgumentException(builder);
            };
        }

        /** The names of this metric's series. */
        Stream<String> series(String name) {
            return suffixes.stream().map(suffix -> name.replace('.', '_') + suffix);
        }
    }

    /** All metrics by their names. */
    static Map<String, Kind> declared() {
        Map<String, Kind> found = new TreeMap<>();
        sources().map(Meters::text).forEach(text -> {
            Matcher built = BUILDER.matcher(text);
            while (built.find()) {
                found.put(built.group(2), Kind.of(built.group(1)));
            }
            Matcher counted = COUNTER.matcher(text);
            while (counted.find()) {
                found.put(counted.group(1), Kind.COUNTER);
            }
        });
        return found;
    }

    /** The main code of all modules. Nothing beside it is looked at, where files come and go while other modules are built. */
    private static Stream<Path> sources() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> folders = modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
            return folders.stream().flatMap(folder -> files(folder, ".java").stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below this folder whose names end so, in the order of their names. */
    static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
