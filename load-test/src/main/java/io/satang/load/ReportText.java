package io.satang.load;

import io.satang.load.Latencies.Percentiles;
import io.satang.load.Report.Outcome;
import io.satang.load.Report.ProcessCost;
import java.util.Locale;

/** The report as a table for the terminal. */
final class ReportText {

    private ReportText() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder();
        line(text, "load            %s, %.0f s measured", report.load(), report.seconds());
        line(
                text,
                "payments/s      %.0f  (source, charge, paid, both webhooks acknowledged)",
                report.paymentsPerSecond());
        report.floor()
                .ifPresentOrElse(
                        floor -> line(
                                text,
                                "floor/s         %.0f  (%s, same PostgreSQL, before the load)",
                                floor.paymentsPerSecond(),
                                floor.how()),
                        () -> line(text, "floor/s         not measured: no running stack was given"));
        report.ratio().ifPresent(ratio -> line(text, "ratio           %.3f", ratio));
        report.cpuMillisPerPayment().ifPresent(cpu -> line(text, "CPU/payment     %.2f ms", cpu));
        latencies(text, report);
        processes(text, report);
        outcome(text, report.outcome());
        report.errors().forEach((what, times) -> line(text, "error           %d x %s", times, what));
        return text.toString();
    }

    private static void latencies(StringBuilder text, Report report) {
        line(text, "");
        line(text, "%-16s %9s %9s %9s %9s %9s", "ms", "count", "p50", "p95", "p99", "max");
        for (Step step : Step.values()) {
            Percentiles times = report.latencies().get(step);
            line(
                    text,
                    "%-16s %9d %9.1f %9.1f %9.1f %9.1f",
                    step.title(),
                    times.count(),
                    times.p50(),
                    times.p95(),
                    times.p99(),
                    times.max());
        }
    }

    private static void processes(StringBuilder text, Report report) {
        line(text, "");
        if (report.processes().isEmpty()) {
            line(text, "CPU and memory per process: not measured (no running stack was given, or no /proc)");
            return;
        }
        line(text, "%-16s %14s %9s", "process", "CPU ms/payment", "MiB");
        for (ProcessCost cost : report.processes()) {
            line(text, "%-16s %14.3f %9.0f", cost.name(), cost.cpuMillisPerPayment(), cost.residentMib());
        }
    }

    private static void outcome(StringBuilder text, Outcome outcome) {
        line(text, "");
        line(text, "whole run       %d charges accepted, %d paid", outcome.accepted(), outcome.paid());
        line(text, "webhooks        %d missing, %d repeated", outcome.missingWebhooks(), outcome.repeatedWebhooks());
        line(text, "asked again     %d charges, %d not successful", outcome.checked(), outcome.notSuccessful());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
