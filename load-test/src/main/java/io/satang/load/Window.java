package io.satang.load;

import io.satang.load.ProcessMeter.Usage;
import io.satang.load.Report.BacklogAge;
import io.satang.load.Report.ProcessCost;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was counted at the start and at the end of the measured time.
 *
 * @param oldestBacklog how old the backlog of webhooks was at its oldest
 */
record Window(Mark start, Mark end, Duration oldestBacklog) {

    /** The counters at one moment. */
    record Mark(long nanoTime, long finished, Duration backlogAge, List<Usage> usages) {}

    double seconds() {
        return (end.nanoTime - start.nanoTime) / 1e9;
    }

    long payments() {
        return end.finished - start.finished;
    }

    double paymentsPerSecond() {
        return payments() / seconds();
    }

    BacklogAge backlog() {
        return new BacklogAge(start.backlogAge, end.backlogAge, oldestBacklog);
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
