package io.satang.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.load.Latencies.Percentiles;
import io.satang.load.WebhookReport.Memory;
import io.satang.load.WebhookReport.Pending;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookReportTest {

    @Test
    void is_good_when_every_goal_is_met() {
        WebhookReport report = report(1_000, 49, 58, 1_000);

        assertThat(report.good()).isTrue();
        assertThat(report.text())
                .contains("floor/s         2000")
                .contains("MiB after pending")
                .doesNotContain("NOT MET");
    }

    @Test
    void is_not_good_when_less_than_half_of_the_floor_is_delivered() {
        assertThat(report(999, 49, 58, 1_000).good()).isFalse();
    }

    @Test
    void is_not_good_when_a_record_takes_longer_than_50_ms() {
        assertThat(report(1_000, 51, 58, 1_000).good()).isFalse();
    }

    @Test
    void is_not_good_when_bad_neighbours_cost_more_than_a_fifth() {
        assertThat(report(1_000, 49, 61, 1_000).good()).isFalse();
    }

    @Test
    void is_not_good_when_pending_events_cost_more_than_a_tenth() {
        assertThat(report(1_000, 49, 58, 899).good()).isFalse();
    }

    @Test
    void is_written_for_machines_too(@TempDir Path folder) throws IOException {
        WebhookReport report = report(999, 49, 58, 1_000);

        Path file = ReportFile.write(
                WebhookReportJson.of(report, Instant.EPOCH), folder.resolve("new"), "webhooks", Instant.EPOCH);

        assertThat(file).hasFileName("webhooks-19700101T000000Z.json");
        JsonObject json = new JsonObject(Files.readString(file));
        assertThat(json.getDouble("floor_per_second")).isEqualTo(2_000);
        assertThat(json.getLong("pending_events")).isEqualTo(100_000);
        assertThat(json.getJsonObject("latencies_ms").fieldNames())
                .containsExactlyInAnyOrder("record_to_receiver", "healthy_alone", "healthy_beside_bad", "with_pending");
        assertThat(json.getJsonArray("goals").stream()
                        .map(JsonObject.class::cast)
                        .filter(goal -> !goal.getBoolean("met")))
                .singleElement()
                .satisfies(goal -> assertThat(goal.getString("what")).isEqualTo("one endpoint, of the floor"));
    }

    private static WebhookReport report(double one, double p99, double beside, double withPending) {
        return new WebhookReport(
                2_000,
                one,
                1_000,
                times(p99),
                times(50),
                times(beside),
                Optional.of(new Pending(100_000, withPending, times(p99))),
                List.of(new Memory("pending", 200)));
    }

    private static Percentiles times(double p99) {
        return new Percentiles(100, p99 / 2, p99 / 1.5, p99, p99 * 2);
    }
}
