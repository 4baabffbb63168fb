package io.satang.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/** How long each step took, in microseconds. Written from one event loop only. */
final class Latencies {

    private static final long HIGHEST_MICROS = 600_000_000L;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Map<Step, Histogram> histograms = new EnumMap<>(Step.class);

    Latencies() {
        for (Step step : Step.values()) {
            histograms.put(step, new Histogram(HIGHEST_MICROS, SIGNIFICANT_DIGITS));
        }
    }

    void record(Step step, long nanos) {
        Objects.requireNonNull(histograms.get(step), step::title)
                .recordValue(Math.clamp(nanos / 1000, 0, HIGHEST_MICROS));
    }

    Map<Step, Percentiles> all() {
        Map<Step, Percentiles> all = new EnumMap<>(Step.class);
        histograms.forEach((step, histogram) -> all.put(step, percentiles(histogram)));
        return all;
    }

    static Percentiles percentiles(Histogram histogram) {
        return new Percentiles(
                histogram.getTotalCount(),
                millis(histogram, 50),
                millis(histogram, 95),
                millis(histogram, 99),
                histogram.getMaxValue() / 1000.0);
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1000.0;
    }

    /** Milliseconds. */
    record Percentiles(long count, double p50, double p95, double p99, double max) {}
}
