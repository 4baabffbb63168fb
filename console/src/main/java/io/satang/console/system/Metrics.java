package io.satang.console.system;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What processes have measured, as they tell Prometheus.
 *
 * @param samples in the order in which they were told
 */
record Metrics(List<Sample> samples) {
    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    Metrics {
        samples = List.copyOf(samples);
    }

    /** One number. */
    record Sample(String name, Map<String, String> labels, double value) {
        Sample {
            labels = Map.copyOf(labels);
        }

        String label(String label) {
            return labels.getOrDefault(label, "");
        }
    }

    /** Reads Prometheus' text format; what is none of its samples is passed over. */
    static Metrics parse(String text) {
        return new Metrics(text.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .flatMap(Metrics::sample)
                .toList());
    }

    /** Those of several processes together. */
    static Metrics together(List<Metrics> all) {
        return new Metrics(all.stream().flatMap(each -> each.samples.stream()).toList());
    }

    /** All samples of a name. */
    Stream<Sample> of(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name));
    }

    /** The largest, as every replica tells what the database says; empty when nobody has told. */
    OptionalDouble max(String name) {
        return of(name).mapToDouble(Sample::value).filter(Double::isFinite).max();
    }

    private static Stream<Sample> sample(Matcher line) {
        try {
            Map<String, String> labels = new TreeMap<>();
            if (line.group(2) != null) {
                LABEL.matcher(line.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
            }
            return Stream.of(new Sample(line.group(1), labels, Double.parseDouble(line.group(3))));
        } catch (NumberFormatException e) {
            return Stream.empty();
        }
    }
}
