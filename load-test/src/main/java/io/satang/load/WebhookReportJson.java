package io.satang.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The report on webhooks as JSON, for graphs and comparisons. */
final class WebhookReportJson {
    private WebhookReportJson() {}

    static JsonObject of(WebhookReport report, Instant now) {
        JsonObject times = new JsonObject()
                .put("record_to_receiver", ReportJson.json(report.time()))
                .put("healthy_alone", ReportJson.json(report.alone()))
                .put("healthy_beside_bad", ReportJson.json(report.beside()));
        JsonObject json = new JsonObject()
                .put("at", now.toString())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("floor_per_second", report.floor())
                .put("deliveries_per_second_to_one", report.one())
                .put("deliveries_per_second_to_many", report.many())
                .put("latencies_ms", times);
        report.pending().ifPresent(with -> {
            times.put("with_pending", ReportJson.json(with.time()));
            json.put("pending_events", with.events()).put("deliveries_per_second_with_pending", with.many());
        });
        return json.put("memory_mib", memory(report)).put("goals", goals(report));
    }

    private static JsonObject memory(WebhookReport report) {
        JsonObject json = new JsonObject();
        report.memory().forEach(at -> json.put(at.step(), at.mebibytes()));
        return json;
    }

    private static JsonArray goals(WebhookReport report) {
        JsonArray json = new JsonArray();
        report.verdicts()
                .forEach(each -> json.add(new JsonObject()
                        .put("what", each.what())
                        .put("measured", each.measured())
                        .put("goal", each.goal())
                        .put("met", each.met())));
        return json;
    }
}
