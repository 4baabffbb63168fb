package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.satang.webhook.Receiver.Received;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Endpoints that are gone or only fail are left alone, their merchants are told, and what waits for them is not lost. */
@QuarkusTest
class EndpointHealthTest extends MerchantsServer {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DISABLED = "webhook.endpoint-disabled";

    @Inject
    MeterRegistry metrics;

    private Merchant merchant;

    @BeforeEach
    void openAnAccount() {
        merchant = Merchant.open();
    }

    @Test
    void an_endpoint_that_is_gone_is_disabled_and_the_others_are_told() {
        double disabled = disabled("gone");
        receiver.answers("/gone", 410);
        String gone = create("/gone", "charge.*");
        String other = create("/other", "webhook.*");

        String event = merchant.charge().completed();

        Received told = receiver.await("/other", 1).getFirst();
        assertThat(told.json().getString("key")).isEqualTo(DISABLED);
        assertThat(told.json().getString("data.id")).isEqualTo(gone);
        assertThat(told.json().getString("data.state")).isEqualTo("disabled");
        get(gone).body("state", equalTo("disabled")).body("state_reason", equalTo("endpoint answered 410"));
        assertThat(disabled("gone")).isGreaterThan(disabled);
        get(other).body("state", equalTo("enabled"));
        merchant.request().get("/events?key=" + DISABLED).then().body("total", equalTo(1));
        merchant.request()
                .get("/webhook_endpoints/" + gone + "/history")
                .then()
                .body("data[0].action", equalTo("webhook_endpoint.disabled"))
                .body("data[0].actor", equalTo("platform"));
        merchant.request().get("/events/" + event).then().body("deliveries[0].state", equalTo("exhausted"));
    }

    @Test
    void attempts_of_the_last_day_are_counted() {
        receiver.on("/hook", (exchange, number) -> Receiver.status(exchange, number == 1 ? 500 : 200));
        String id = create("/hook", "charge.*");
        merchant.charge().completed();
        receiver.await("/hook", 1);
        merchant.charge().completed();

        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/webhook_endpoints/" + id + "/health")
                        .then()
                        .body("last_day.succeeded", greaterThan(0)));
        int attempts = receiver.received("/hook").size();
        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/webhook_endpoints/" + id + "/health")
                        .then()
                        .body("last_day.attempts", equalTo(attempts))
                        .body("last_day.succeeded", equalTo(attempts - 1)));
    }

    @Test
    void what_happens_while_it_is_disabled_is_delivered_once_it_is_resumed() {
        receiver.on("/hook", (exchange, number) -> Receiver.status(exchange, number == 1 ? 410 : 200));
        String id = create("/hook", "*");
        merchant.charge().completed();
        await().atMost(PATIENCE).untilAsserted(() -> get(id).body("state", equalTo("disabled")));

        String missed = merchant.charge().completed();
        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/deliveries?state=pending&endpoint=" + id)
                        .then()
                        .body("data.event", equalTo(List.of(missed))));
        assertThat(receiver.received("/hook")).hasSize(1);

        merchant.request().post("/webhook_endpoints/" + id + "/resume").then().statusCode(200);
        assertThat(receiver.await("/hook", 2).get(1).eventId()).isEqualTo(missed);
    }

    @Test
    void the_accounts_own_is_disabled_too_and_tried_again_at_another_address() {
        receiver.answers("/gone", 410);
        merchant.announce(2, Optional.of(receiver.uri("/gone")));
        String own = "whep" + merchant.accountId().substring("account".length());
        await().atMost(PATIENCE).until(() -> {
            merchant.charge().completed();
            return !receiver.received("/gone").isEmpty();
        });
        await().atMost(PATIENCE).untilAsserted(() -> get(own).body("state", equalTo("disabled")));

        merchant.announce(3, Optional.of(receiver.uri("/moved")));
        await().atMost(PATIENCE).until(() -> {
            merchant.charge().completed();
            return !receiver.received("/moved").isEmpty();
        });
        await().atMost(PATIENCE).untilAsserted(() -> get(own).body("state", equalTo("enabled")));
    }

    @Test
    void an_endpoint_that_only_fails_is_asked_from_time_to_time_and_gets_everything_once_it_answers() {
        double failing = metrics.counter("satang.webhook.failing.endpoints").count();
        double recovered = metrics.counter("satang.webhook.recovered.endpoints").count();
        receiver.answers("/hook", 500);
        String id = create("/hook", "charge.*");
        create("/told", "webhook.*");

        List<String> events = merchant.completeCharges(60);
        assertThat(receiver.await("/told", 1).getFirst().json().getString("key"))
                .isEqualTo("webhook.failing");
        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/deliveries?state=exhausted&endpoint=" + id)
                        .then()
                        .body("total", equalTo(0)));
        assertThat(metrics.counter("satang.webhook.failing.endpoints").count()).isGreaterThan(failing);
        assertThat(metrics.counter("satang.webhook.recovered.endpoints").count())
                .isEqualTo(recovered);
        int asked = receiver.received("/hook").size();
        merchant.request()
                .get("/webhook_endpoints/" + id + "/health")
                .then()
                .statusCode(200)
                .body("state", equalTo("failing"))
                .body("next_attempt_at", notNullValue());
        Merchant.open()
                .request()
                .get("/webhook_endpoints/" + id + "/health")
                .then()
                .statusCode(404);

        receiver.answers("/hook", 200);

        assertThat(receiver.await("/told", 2).get(1).json().getString("key")).isEqualTo("webhook.recovered");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.received("/hook").stream()
                                .skip(asked)
                                .map(Received::eventId)
                                .distinct())
                        .hasSizeGreaterThanOrEqualTo(events.size() - 1));
        assertThat(receiver.received("/told")).hasSize(2);
        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/webhook_endpoints/" + id + "/health")
                        .then()
                        .body("state", equalTo("healthy")));
        assertThat(metrics.counter("satang.webhook.recovered.endpoints").count())
                .isGreaterThan(recovered);
        assertThat(metrics.get("satang.webhook.attempts")
                        .tags("endpoint", "failing", "outcome", "delivered")
                        .counter()
                        .count())
                .isPositive();
    }

    @Test
    void an_endpoint_that_has_only_failed_for_days_is_disabled() throws SQLException {
        receiver.answers("/hook", 500);
        String id = create("/hook", "charge.*");
        merchant.completeCharges(60);
        await().atMost(PATIENCE).until(() -> "open".equals(state(id)) || "half_open".equals(state(id)));

        update(
                "UPDATE endpoint_health SET failing_since = now() - interval '5 days', failures = 60 WHERE endpoint_id = ?",
                id);

        await().atMost(PATIENCE)
                .untilAsserted(() -> get(id).body("state", equalTo("disabled"))
                        .body("state_reason", equalTo("endpoint has only failed for 5 days")));
        assertThat(disabled("failing")).isPositive();
    }

    @Test
    void what_has_waited_for_too_long_for_an_endpoint_that_only_fails_is_given_up() throws SQLException {
        receiver.answers("/hook", 500);
        String id = create("/hook", "charge.*");
        repeatsForAWeek(id);
        List<String> events = merchant.completeCharges(60);
        await().atMost(PATIENCE).until(() -> waiting(id) > 0);
        assertThat(Tables.text(
                        "SELECT bool_and(gives_up_at BETWEEN now() + interval '6 days' AND now() + interval '8 days') "
                                + "FROM deliveries WHERE wake_at = 'infinity' AND endpoint_id = ?",
                        id))
                .isEqualTo("t");

        update("UPDATE deliveries SET gives_up_at = now() WHERE gives_up_at IS NOT NULL AND endpoint_id = ?", id);

        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/deliveries?state=exhausted&limit=100&endpoint=" + id)
                        .then()
                        .body("data.size()", greaterThan(0)));
        String first = merchant.request()
                .get("/deliveries?state=exhausted&endpoint=" + id)
                .then()
                .body("data[0].next_attempt_at", nullValue())
                .extract()
                .path("data[0].event");
        assertThat(events).contains(first);
        merchant.request().get("/events/" + first).then().body("deliveries[0].state", equalTo("exhausted"));
    }

    @Test
    void what_waits_for_a_paused_endpoint_is_not_given_up_though_it_has_only_failed_before() throws SQLException {
        receiver.answers("/hook", 500);
        String id = create("/hook", "charge.*");
        repeatsForAWeek(id);
        List<String> events = merchant.completeCharges(60);
        await().atMost(PATIENCE).until(() -> waiting(id) > 0);
        merchant.request().post("/webhook_endpoints/" + id + "/pause").then().statusCode(200);

        update("UPDATE deliveries SET gives_up_at = now() WHERE gives_up_at IS NOT NULL AND endpoint_id = ?", id);

        await().atMost(PATIENCE)
                .until(() -> Tables.text(
                                "SELECT count(*) FROM deliveries WHERE gives_up_at <= now() AND wake_at = 'infinity' AND endpoint_id = ?",
                                id)
                        .equals("0"));
        merchant.request()
                .get("/deliveries?state=exhausted&endpoint=" + id)
                .then()
                .body("total", equalTo(0));
        receiver.answers("/hook", 200);
        merchant.request().post("/webhook_endpoints/" + id + "/resume").then().statusCode(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.received("/hook"))
                        .extracting(Received::eventId)
                        .containsAll(events));
    }

    // However slow this machine is, nothing is given up before the breaker opens.
    private void repeatsForAWeek(String id) {
        merchant.request()
                .contentType("application/json")
                .body(Map.of("retries", Map.of("preset", "week")))
                .patch("/webhook_endpoints/" + id)
                .then()
                .statusCode(200);
    }

    private double disabled(String reason) {
        return metrics.counter("satang.webhook.disabled.endpoints", "reason", reason)
                .count();
    }

    private static int waiting(String id) throws SQLException {
        return Integer.parseInt(
                Tables.text("SELECT count(*) FROM deliveries WHERE gives_up_at > now() AND endpoint_id = ?", id));
    }

    private static String state(String id) throws SQLException {
        return Tables.text("SELECT coalesce(max(state), '') FROM endpoint_health WHERE endpoint_id = ?", id);
    }

    private static void update(String sql, String id) throws SQLException {
        try (Connection connection = Tables.connect();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, id);
            update.executeUpdate();
        }
    }

    private String create(String path, String events) {
        return merchant.request()
                .contentType("application/json")
                .body(Map.of("uri", receiver.uri(path), "events", events))
                .post("/webhook_endpoints")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private ValidatableResponse get(String id) {
        return merchant.request().get("/webhook_endpoints/" + id).then();
    }
}
