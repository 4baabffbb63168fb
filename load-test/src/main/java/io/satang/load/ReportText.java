package io.satang.load;

import io.satang.load.Latencies.Percentiles;
import io.satang.load.Report.BacklogAge;
import io.satang.load.Report.Outcome;
import io.satang.load.Report.ProcessCost;
import java.time.Duration;
import java.util.Formatter;
import java.util.Locale;
import java.util.Objects;

/** The report as a table for the terminal. */
final class ReportText {

    private ReportText() {}

    static String of(Report report) {
        Formatter text = new Formatter(Locale.ROOT);
        text.format("load            %s, %.0f s measured%n", report.load(), report.seconds());
        text.format("payments/s      %.0f  (paid, and both webhooks acknowledged)%n", report.paymentsPerSecond());
        report.floor()
                .ifPresentOrElse(
                        floor -> text.format(
                                "floor/s         %.0f  (%s, same PostgreSQL, before the load)%n",
                                floor.paymentsPerSecond(), floor.how()),
                        () -> text.format("floor/s         not measured (left out, or no running stack was given)%n"));
        report.ratio().ifPresent(ratio -> text.format("ratio           %.3f%n", ratio));
        report.cpuMillisPerPayment().ifPresent(cpu -> text.format("CPU/payment     %.2f ms%n", cpu));
        latencies(text, report);
        processes(text, report);
        outcome(text, report.outcome());
        report.redemptions()
                .ifPresent(rewards -> text.format(
                        "redemptions     %d for %d payments by the card that has joined, %d told%s%n",
                        rewards.redeemed(), rewards.paid(), rewards.told(), rewards.whole() ? "" : ": NOT THE SAME"));
        backlog(text, report.backlog());
        if (report.secondsOfRefusal() > 0) {
            text.format("refused         payments in %d s of the run%n", report.secondsOfRefusal());
        }
        report.errors().forEach((what, times) -> text.format("error           %d x %s%n", times, what));
        return text.toString();
    }

    private static void latencies(Formatter text, Report report) {
        text.format("%n");
        text.format("%-16s %9s %9s %9s %9s %9s%n", "ms", "count", "p50", "p95", "p99", "max");
        for (Step step : Step.values()) {
            Percentiles times = Objects.requireNonNull(report.latencies().get(step), step::title);
            // A step that payments of this kind do not have.
            if (times.count() > 0) {
                text.format(
                        "%-16s %9d %9.1f %9.1f %9.1f %9.1f%n",
                        step.title(), times.count(), times.p50(), times.p95(), times.p99(), times.max());
            }
        }
    }

    private static void processes(Formatter text, Report report) {
        text.format("%n");
        if (report.processes().isEmpty()) {
            text.format("CPU and memory per process: not measured (no running stack was given, or no /proc)%n");
            return;
        }
        text.format("%-16s %14s %9s%n", "process", "CPU ms/payment", "MiB");
        for (ProcessCost cost : report.processes()) {
            text.format("%-16s %14.3f %9.0f%n", cost.name(), cost.cpuMillisPerPayment(), cost.residentMib());
        }
    }

    private static void outcome(Formatter text, Outcome outcome) {
        text.format("%n");
        text.format("whole run       %d charges accepted, %d paid%n", outcome.accepted(), outcome.paid());
        text.format("webhooks        %d missing, %d repeated%n", outcome.missingWebhooks(), outcome.repeatedWebhooks());
        text.format("asked again     %d charges, %d not successful%n", outcome.checked(), outcome.notSuccessful());
    }

    private static void backlog(Formatter text, BacklogAge age) {
        text.format(
                "backlog         oldest webhook due since %.1f s at the start, %.1f s at the end, at most %.1f s%s%n",
                seconds(age.start()), seconds(age.end()), seconds(age.oldest()), age.grows() ? ": IT GROWS" : "");
    }

    private static double seconds(Duration age) {
        return age.toMillis() / 1e3;
    }
}
