package io.satang.load;

import io.satang.load.ProcessMeter.Usage;
import io.satang.load.Report.ProcessCost;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was counted at the start and at the end of the measured time. */
record Window(Mark start, Mark end) {

    /** The counters at one moment. */
    record Mark(long nanoTime, long finished, List<Usage> usages) {}

    double seconds() {
        return (end.nanoTime - start.nanoTime) / 1e9;
    }

    long payments() {
        return end.finished - start.finished;
    }

    double paymentsPerSecond() {
        return payments() / seconds();
    }

    List<ProcessCost> costs() {
        Map<String, Usage> before = start.usages.stream().collect(Collectors.toMap(Usage::name, Function.identity()));
        return end.usages.stream()
                .map(usage -> cost(before.getOrDefault(usage.name(), usage), usage))
                .toList();
    }

    private ProcessCost cost(Usage before, Usage after) {
        double cpu = (after.cpuMillis() - before.cpuMillis()) / (double) Math.max(1, payments());
        return new ProcessCost(after.name(), cpu, after.residentKib() / 1024.0);
    }
}
