package io.satang.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What Prometheus is told. */
@QuarkusTest
class MetricsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    TestSources sources;

    @Test
    void a_payment_is_seen_by_state_and_method_and_by_how_long_it_took() {
        paid();

        assertThat(metrics())
                .containsPattern(
                        "satang_charge_reached_charges_total\\{method=\"installment_[a-z_]+\",state=\"pending\"} ")
                .containsPattern(
                        "satang_charge_reached_charges_total\\{method=\"installment_[a-z_]+\",state=\"successful\"} ")
                .containsPattern(
                        "satang_charge_step_seconds_bucket\\{instrument=\"source\",step=\"ended\",le=\"30.0\"} [1-9]");
    }

    @Test
    void latencies_have_few_buckets_by_the_route_and_none_by_an_id() {
        String id = paid();

        assertThat(metrics())
                .containsPattern(
                        "http_server_requests_seconds_bucket\\{[^}]*uri=\"/charges/\\{id}/mark_as_paid\",le=\"0.25\"}")
                .doesNotContain(id);
        assertThat(metrics()
                        .lines()
                        .filter(line -> line.startsWith("http_server_requests_seconds_bucket")
                                && line.contains("mark_as_paid")
                                && line.contains("status=\"200\"")))
                .hasSize(9);
    }

    @Test
    void what_is_answered_before_a_route_was_found_makes_no_series_of_its_own() {
        String path = "/charges/chrg_test_0nobody/mark_as_paid";
        Merchant.SATANG.request().options(path);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metrics())
                        .containsPattern(
                                "http_server_requests_seconds_count\\{method=\"OPTIONS\"[^}]*uri=\"UNMATCHED\"}")
                        .doesNotContain(path));
    }

    @Test
    void every_consumer_is_seen_with_a_lag_that_is_a_number_and_once() {
        assertThat(metrics())
                .contains("satang_consumer_lag_records{consumer=\"webhook-service\",topic=\"charge.created\"} ")
                .contains("satang_replay_lag_records{topic=\"account.changed\"} ")
                .contains("satang_replay_lag_records{topic=\"source.created\"} ")
                .doesNotContain("kafka_consumer_fetch_manager_records_lag")
                .doesNotContainPattern("satang_[a-z_]+(\\{[^}]*})? NaN");
    }

    @Test
    void open_charges_are_counted() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(metrics()).contains("satang_charges_open_count "));
    }

    private String paid() {
        JsonPath charge = Merchant.SATANG.charged(sources.announced(SampleSources.installment()));
        Merchant.succeeded(Merchant.SATANG.command(charge.getString("id"), "mark_as_paid"));
        return charge.getString("id");
    }

    private static String metrics() {
        return Merchant.management().get("/q/metrics").asString();
    }
}
