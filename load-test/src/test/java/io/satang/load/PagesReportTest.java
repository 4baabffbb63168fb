package io.satang.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.load.Latencies.Percentiles;
import io.satang.load.PagesReport.Row;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagesReportTest {

    @Test
    void is_good_when_no_page_takes_longer_than_150_ms_at_p95() {
        PagesReport report = report(150);

        assertThat(report.good()).isTrue();
        assertThat(report.text()).contains("1000000 charges").doesNotContain("OVER");
    }

    @Test
    void names_the_pages_that_do() {
        PagesReport report = report(151);

        assertThat(report.good()).isFalse();
        assertThat(report.text().lines().filter(line -> line.contains("OVER 150")))
                .singleElement()
                .asString()
                .startsWith("Charges ");
    }

    @Test
    void is_written_for_machines_too() {
        JsonObject page = report(151).json(Instant.EPOCH).getJsonArray("pages").getJsonObject(1);

        assertThat(page.getString("path")).isEqualTo("/console/charges");
        assertThat(page.getJsonObject("ms").getDouble("p95")).isEqualTo(151);
        assertThat(page.getBoolean("met")).isFalse();
    }

    private static PagesReport report(double p95) {
        return new PagesReport(
                1_000_000,
                List.of(
                        new Row("Home", "/console", new Percentiles(100, 5, 10, 11, 12)),
                        new Row("Charges", "/console/charges", new Percentiles(100, 20, p95, 200, 210))));
    }
}
