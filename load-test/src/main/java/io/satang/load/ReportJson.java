package io.satang.load;

import io.satang.load.Latencies.Percentiles;
import io.satang.load.Report.BacklogAge;
import io.satang.load.Report.Outcome;
import io.satang.load.Report.ProcessCost;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Objects;

/** The report as JSON, for graphs and comparisons. */
final class ReportJson {

    private ReportJson() {}

    static JsonObject of(Report report, Instant now) {
        JsonObject json = new JsonObject()
                .put("at", now.toString())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("load", report.load())
                .put("seconds", report.seconds())
                .put("payments_per_second", report.paymentsPerSecond());
        report.floor()
                .ifPresent(floor -> json.put("floor_per_second", floor.paymentsPerSecond())
                        .put("floor_measured_with", floor.how()));
        report.ratio().ifPresent(ratio -> json.put("ratio", ratio));
        report.cpuMillisPerPayment().ifPresent(cpu -> json.put("cpu_ms_per_payment", cpu));
        report.redemptions()
                .ifPresent(rewards -> json.put(
                        "redemptions",
                        new JsonObject()
                                .put("paid", rewards.paid())
                                .put("redeemed", rewards.redeemed())
                                .put("told", rewards.told())));
        return json.put("latencies_ms", latencies(report))
                .put("processes", processes(report))
                .put("backlog_age_ms", backlog(report.backlog()))
                .put("whole_run", outcome(report.outcome()))
                .put("errors", errors(report))
                .put("seconds_of_refusal", report.secondsOfRefusal());
    }

    private static JsonObject latencies(Report report) {
        JsonObject json = new JsonObject();
        for (Step step : Step.values()) {
            Percentiles times = Objects.requireNonNull(report.latencies().get(step), step::title);
            json.put(step.title(), json(times));
        }
        return json;
    }

    static JsonObject json(Percentiles times) {
        return new JsonObject()
                .put("count", times.count())
                .put("p50", times.p50())
                .put("p95", times.p95())
                .put("p99", times.p99())
                .put("max", times.max());
    }

    private static JsonArray processes(Report report) {
        JsonArray json = new JsonArray();
        for (ProcessCost cost : report.processes()) {
            json.add(new JsonObject()
                    .put("name", cost.name())
                    .put("cpu_ms_per_payment", cost.cpuMillisPerPayment())
                    .put("resident_mib", cost.residentMib()));
        }
        return json;
    }

    private static JsonObject backlog(BacklogAge age) {
        return new JsonObject()
                .put("start", age.start().toMillis())
                .put("end", age.end().toMillis())
                .put("oldest", age.oldest().toMillis())
                .put("grows", age.grows());
    }

    private static JsonObject outcome(Outcome outcome) {
        return new JsonObject()
                .put("accepted", outcome.accepted())
                .put("paid", outcome.paid())
                .put("missing_webhooks", outcome.missingWebhooks())
                .put("repeated_webhooks", outcome.repeatedWebhooks())
                .put("checked", outcome.checked())
                .put("not_successful", outcome.notSuccessful());
    }

    private static JsonObject errors(Report report) {
        JsonObject json = new JsonObject();
        report.errors().forEach(json::put);
        return json;
    }
}
