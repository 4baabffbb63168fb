package io.satang.load;

import io.satang.load.ConsolePages.Page;
import io.satang.load.PagesReport.Row;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** One run of {@code ./satang bench pages}: a history is written, then each page is asked for, one after the other, round by round. */
final class PagesRun {
    private static final long HIGHEST_MICROS = 60_000_000L;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Target target;
    private final PagesPlan plan;
    private final PrintStream out;

    PagesRun(Target target, PagesPlan plan, PrintStream out) {
        this.target = target;
        this.plan = plan;
        this.out = out;
    }

    PagesReport execute() {
        Vertx vertx = Vertx.vertx(Loops.ONE);
        HttpClient http = vertx.createHttpClient();
        try {
            EventLoop loop = new EventLoop(vertx);
            out.printf("one charge of each kind%n");
            Models models = Models.make(new Merchant(http, target), loop);
            try (History history = new History(vertx, target.postgres().orElseThrow(), models, out)) {
                history.write(plan.charges());
                return new PagesReport(history.charges(), measure(ConsolePages.of(models)));
            }
        } finally {
            vertx.close();
        }
    }

    /** In rounds, so that what else goes on at a time falls on all pages alike. */
    private List<Row> measure(List<Page> pages) {
        try (ConsoleVisitor visitor = ConsoleVisitor.signedIn(target.baseUrl())) {
            out.printf("%d pages, %d rounds of them to warm up%n", pages.size(), plan.warmUp());
            for (int round = 0; round < plan.warmUp(); round++) {
                pages.forEach(page -> visitor.nanos(page.path()));
            }
            Map<Page, Histogram> times = new LinkedHashMap<>();
            pages.forEach(page -> times.put(page, new Histogram(HIGHEST_MICROS, SIGNIFICANT_DIGITS)));
            out.printf("%d rounds that count%n", plan.rounds());
            for (int round = 0; round < plan.rounds(); round++) {
                times.forEach((page, histogram) ->
                        histogram.recordValue(Math.clamp(visitor.nanos(page.path()) / 1000, 0, HIGHEST_MICROS)));
            }
            return rows(times);
        }
    }

    private static List<Row> rows(Map<Page, Histogram> times) {
        List<Row> rows = new ArrayList<>();
        times.forEach(
                (page, histogram) -> rows.add(new Row(page.name(), page.path(), Latencies.percentiles(histogram))));
        return rows;
    }
}
