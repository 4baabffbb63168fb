package io.satang.load;

import io.satang.load.Latencies.Percentiles;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/**
 * What each page took.
 *
 * @param charges how many the account has
 */
record PagesReport(long charges, List<Row> pages) {
    /** At p95, in milliseconds. */
    static final double LIMIT = 150;

    PagesReport {
        pages = List.copyOf(pages);
    }

    /** A page, with its times in milliseconds. */
    record Row(String name, String path, Percentiles times) {
        private boolean slow() {
            return times.p95() > LIMIT;
        }
    }

    /** Whether no page takes too long. */
    boolean good() {
        return pages.stream().noneMatch(Row::slow);
    }

    String text() {
        Formatter text = new Formatter(Locale.ROOT);
        text.format("%d charges%n%n%-28s %8s %8s %8s%n", charges, "ms", "p50", "p95", "max");
        pages.forEach(page -> text.format(
                "%-28s %8.1f %8.1f %8.1f%s%n",
                page.name(),
                page.times().p50(),
                page.times().p95(),
                page.times().max(),
                page.slow() ? String.format(Locale.ROOT, "  OVER %.0f", LIMIT) : ""));
        return text.toString();
    }

    JsonObject json(Instant now) {
        JsonArray rows = new JsonArray();
        pages.forEach(page -> rows.add(new JsonObject()
                .put("name", page.name())
                .put("path", page.path())
                .put("ms", ReportJson.json(page.times()))
                .put("met", !page.slow())));
        return new JsonObject()
                .put("at", now.toString())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("charges", charges)
                .put("limit_p95_ms", LIMIT)
                .put("pages", rows);
    }
}
