package io.satang.stack.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * What services measure, as they tell Prometheus.
 *
 * @param samples of all of them
 */
record Metrics(List<Sample> samples) {
    Metrics {
        samples = List.copyOf(samples);
    }

    /** One value; its labels are not needed here. */
    record Sample(String name, double value) {
        Sample {
            Objects.requireNonNull(name, "name");
        }
    }

    /** Reads what services have answered; lines that are no samples are left out. */
    static Metrics parse(List<String> pages) {
        List<Sample> samples = new ArrayList<>();
        pages.stream()
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> add(samples, line));
        return new Metrics(samples);
    }

    /** The furthest from 0 of all; empty when nobody tells it. What a gauge says of a database or of Kafka, every replica says. */
    OptionalDouble largest(String name) {
        return values(name).map(Math::abs).max();
    }

    /** What all have counted together. */
    double sum(String name) {
        return values(name).sum();
    }

    private DoubleStream values(String name) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .mapToDouble(Sample::value)
                .filter(value -> !Double.isNaN(value));
    }

    private static void add(List<Sample> samples, String line) {
        int end = line.lastIndexOf(' ');
        if (end < 0) {
            return;
        }
        try {
            double value = Double.parseDouble(line.substring(end + 1));
            samples.add(new Sample(line.substring(0, end).replaceFirst("\\{.*", ""), value));
        } catch (NumberFormatException e) {
            // A value that is none, which nothing is judged by.
        }
    }
}
