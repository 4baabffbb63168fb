package io.satang.stack.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GaugeTest {

    @ParameterizedTest
    @CsvSource({"0.0, GREEN", "3.5, YELLOW", "10.1, RED", "1.0E3, RED", "-11, RED"})
    void a_number_is_judged_by_the_limits(String value, Health health) {
        assertThat(Gauge.OUTBOX_AGE.check(metrics("satang_outbox_oldest_age_seconds " + value)))
                .hasValueSatisfying(check -> assertThat(check.health()).isEqualTo(health));
    }

    @Test
    void the_worst_replica_counts() {
        Metrics metrics = metrics("""
            # HELP satang_consumer_lag_records what a consumer has still to take
            satang_consumer_lag_records{consumer="a",topic="x y"} 2.0
            satang_consumer_lag_records{consumer="b",topic="x"} 2000.0
            satang_consumer_lag_records{consumer="c",topic="x"} NaN
            """);

        assertThat(Gauge.CONSUMER_LAG.check(metrics)).hasValueSatisfying(check -> {
            assertThat(check.health()).isEqualTo(Health.RED);
            assertThat(check.found()).isEqualTo("2000 records are waiting for a consumer");
            assertThat(check.advice()).contains("docs/runbooks/SatangConsumerLag.md");
        });
    }

    @Test
    void what_nobody_measures_is_not_judged() {
        assertThat(Gauge.OUTBOX_AGE.check(metrics("""
                satang_outbox_oldest_age_seconds NaN
                nonsense
                satang_outbox_oldest_age_seconds x
                """))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void each_has_a_runbook_and_is_documented(Gauge gauge) throws IOException {
        assertThat(Path.of("../docs/runbooks", gauge.runbook() + ".md")).exists();
        assertThat(Files.readString(Path.of("../docs/metrics.md")))
                .contains("`" + gauge.metric().replace('_', '.') + "`");
    }

    @Test
    void endpoints_that_fail_are_named_with_whose_they_are() {
        JsonArray failing = new JsonArray().add(new JsonObject("""
            {"account_id": "account_test_1", "uri": "https://shop.example", "since": "2026-01-02T03:04:05Z",
             "last_error": "connection refused", "waiting": 7}"""));

        Check check = FailingEndpoints.check(failing);

        assertThat(check.health()).isEqualTo(Health.YELLOW);
        assertThat(check.found())
                .isEqualTo(
                        "1 fail: https://shop.example of account_test_1, connection refused, since 2026-01-02T03:04:05Z, 7 waiting");
        assertThat(FailingEndpoints.check(new JsonArray()).health()).isEqualTo(Health.GREEN);
    }

    private static Metrics metrics(String page) {
        return Metrics.parse(List.of(page));
    }
}
