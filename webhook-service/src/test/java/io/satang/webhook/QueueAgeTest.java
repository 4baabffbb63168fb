package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** For how long webhooks wait, by how their endpoints stand. */
@QuarkusTest
class QueueAgeTest extends MerchantsServer {
    private static final String DEAD = "http://127.9.9.9:9/";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final double HOUR = Duration.ofHours(1).toSeconds();

    @Inject
    MeterRegistry metrics;

    @AfterEach
    void forget() throws SQLException {
        Tables.deleteDeliveriesTo(DEAD);
    }

    @Test
    void what_waits_for_a_paused_endpoint_is_told_apart() throws SQLException {
        Merchant merchant = Merchant.open();
        String endpoint = merchant.request()
                .contentType("application/json")
                .body(Map.of("uri", receiver.uri("/hook")))
                .post("/webhook_endpoints")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        merchant.request()
                .post("/webhook_endpoints/" + endpoint + "/pause")
                .then()
                .statusCode(200);
        String event = merchant.charge().completed();
        await().atMost(PATIENCE).until(() -> Tables.state(event).equals("due"));

        happened(event, 30);

        await().atMost(PATIENCE).until(() -> age("paused") > 30 * HOUR);
        assertThat(age("healthy")).isLessThan(30 * HOUR);
        merchant.request()
                .post("/webhook_endpoints/" + endpoint + "/resume")
                .then()
                .statusCode(200);
        receiver.await("/hook", 1);
        await().atMost(PATIENCE).until(() -> age("paused") < 30 * HOUR);
    }

    @Test
    void the_oldest_is_found_however_many_endpoints_fail() throws SQLException {
        Tables.insertHeldByDeadEndpoints("account_test_queue_age", DEAD, 600);
        String last = Tables.text("SELECT max(event_id) FROM deliveries WHERE starts_with(uri, ?)", DEAD);

        happened(last, 40);

        await().atMost(PATIENCE).until(() -> age("failing") > 40 * HOUR);
        assertThat(age("unsteady")).isLessThan(40 * HOUR);
    }

    private double age(String endpoint) {
        return metrics.get("satang.webhook.queue.age.seconds")
                .tag("endpoint", endpoint)
                .gauge()
                .value();
    }

    private static void happened(String event, int hoursAgo) throws SQLException {
        try (Connection connection = Tables.connect();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE events SET created_at = now() - ? * interval '1 hour' WHERE id = ?")) {
            update.setInt(1, hoursAgo);
            update.setString(2, event);
            update.executeUpdate();
        }
    }
}
