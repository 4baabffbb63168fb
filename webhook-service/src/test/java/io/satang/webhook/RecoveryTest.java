package io.satang.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.HttpServer;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.satang.webhook.Merchant.Charge;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A merchant finds what it has not got, and has it sent again. */
@QuarkusTest
class RecoveryTest extends MerchantsServer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** However slow this machine is, what has failed stays so until a test has looked at it. */
    private static final List<Integer> AN_HOUR = List.of(3_600);

    @Test
    void what_is_not_delivered_is_listed_with_the_last_attempt() {
        receiver.answers("/hook", 500);
        Merchant merchant = Merchant.open(receiver.uri("/hook"));
        merchant.repeatAfter(AN_HOUR);
        String event = merchant.charge().completed();
        awaitState(merchant, event, "failed");

        ValidatableResponse list = merchant.request().get("/deliveries").then().statusCode(200);
        list.body("object", equalTo("list"))
                .body("location", equalTo("/deliveries"))
                .body("total", equalTo(1))
                .body("data.id", equalTo(List.of(delivery(event))))
                .body("data.event", equalTo(List.of(event)))
                .body("data.key", equalTo(List.of("charge.complete")))
                .body("data.endpoint", equalTo(List.of(endpoint(merchant))))
                .body("data.uri", equalTo(List.of(receiver.uri("/hook"))))
                .body("data[0].last_attempt.status", equalTo(500))
                .body("data[0].last_attempt.error", equalTo("endpoint answered 500"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/deliveries")
                        .then()
                        .body("data[0].next_attempt_at", not(blankOrNullString())));
        merchant.request()
                .get("/deliveries?state=failed&endpoint=" + endpoint(merchant))
                .then()
                .body("total", equalTo(1));
        merchant.request()
                .get("/deliveries?endpoint=whep_test_5satang000000000001")
                .then()
                .body("total", equalTo(0));
        merchant.request().get("/deliveries?state=exhausted").then().body("total", equalTo(0));
        Merchant.open().request().get("/deliveries").then().body("total", equalTo(0));
    }

    @Test
    void what_is_not_delivered_is_read_part_by_part() {
        receiver.answers("/hook", 500);
        Merchant merchant = Merchant.open(receiver.uri("/hook"));
        merchant.repeatAfter(AN_HOUR);
        List<String> events = merchant.completeCharges(5);
        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/deliveries?state=failed")
                        .then()
                        .body("data", hasSize(5)));

        String next = merchant.request()
                .get("/deliveries?limit=3")
                .then()
                .body("data.event", equalTo(sorted(events).subList(0, 3)))
                .body("total", equalTo(4))
                .extract()
                .path("next");
        merchant.request()
                .get("/deliveries?limit=3&after=" + next)
                .then()
                .body("data.event", equalTo(sorted(events).subList(3, 5)))
                .body("next", nullValue());
    }

    @Test
    void a_merchant_and_an_operator_see_which_endpoint_fails_since_when_and_how() throws SQLException {
        receiver.answers("/hook?secret=1", 503);
        Merchant merchant = Merchant.open(receiver.uri("/hook?secret=1"));
        merchant.repeatAfter(AN_HOUR);
        String failed = merchant.charge().completed();
        awaitState(merchant, failed, "failed");
        String givenUp = merchant.charge().completed();
        awaitState(merchant, givenUp, "failed");
        giveUp(givenUp);

        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/deliveries/failing")
                        .then()
                        .statusCode(200)
                        .body("data", hasSize(1))
                        .body("data[0].endpoint", equalTo(endpoint(merchant)))
                        .body("data[0].uri", equalTo(receiver.uri("/hook?secret=1")))
                        .body("data[0].waiting", equalTo(1))
                        .body("data[0].exhausted", equalTo(1))
                        .body("data[0].last_status", equalTo(503))
                        .body("data[0].since", notNullValue())
                        .body("data[0].next_attempt_at", notNullValue()));
        Merchant.open().request().get("/deliveries/failing").then().body("data", hasSize(0));
        operator()
                .get("/internal/webhooks/endpoints?state=failing&account_id=" + merchant.accountId())
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].account_id", equalTo(merchant.accountId()))
                .body("data[0].uri", equalTo(receiver.uri("")))
                .body("data[0].last_status", equalTo(503));
        operator()
                .get("/internal/webhooks/endpoints?state=failing")
                .then()
                .body("data.account_id", hasItem(merchant.accountId()));
        given().get("/internal/webhooks/endpoints?state=failing").then().statusCode(not(200));
    }

    @Test
    void what_was_given_up_is_sent_again_with_the_whole_schedule_before_it() throws SQLException {
        receiver.answers("/hook", 500, 500, 200);
        Merchant merchant = Merchant.open(receiver.uri("/hook"));
        merchant.repeatAfter(AN_HOUR);
        String event = merchant.charge().completed();
        awaitState(merchant, event, "failed");
        giveUp(event);
        merchant.request().get("/deliveries?state=exhausted").then().body("total", equalTo(1));

        // Two attempts: with the one before among them the third would not be made.
        merchant.repeatAfter(List.of(1));
        merchant.request()
                .post("/deliveries/" + delivery(event) + "/resend")
                .then()
                .statusCode(200)
                .body("object", equalTo("resend"))
                .body("event", equalTo(event))
                .body("deliveries", equalTo(List.of(delivery(event))));

        receiver.await("/hook", 3);
        awaitState(merchant, event, "delivered");
        merchant.request()
                .get("/deliveries/" + delivery(event))
                .then()
                .body("state", equalTo("delivered"))
                .body("attempts", equalTo(3))
                .body("last_attempt.status", equalTo(200));
    }

    @Test
    void what_was_delivered_is_delivered_again_under_the_same_id() {
        Merchant merchant = Merchant.open(receiver.uri("/hook"));
        String event = merchant.charge().completed();
        awaitState(merchant, event, "delivered");

        merchant.request().post("/events/" + event + "/resend").then().statusCode(200);
        receiver.await("/hook", 2);
        awaitState(merchant, event, "delivered");
        merchant.request().post("/events/" + event + "/resend").then().statusCode(200);

        List<Receiver.Received> received = receiver.await("/hook", 3);
        assertThat(received)
                .extracting(Receiver.Received::body)
                .containsOnly(received.getFirst().body());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> merchant.request().get("/events/" + event).then().body("webhook_deliveries", hasSize(3)));
    }

    @Test
    void an_event_that_went_nowhere_is_sent_to_the_endpoint_that_is_named() {
        Merchant merchant = Merchant.open();
        String event = merchant.charge().completed();
        await().atMost(PATIENCE)
                .until(() -> merchant.request().get("/events/" + event).statusCode() == 200);
        merchant.request()
                .post("/events/" + event + "/resend")
                .then()
                .statusCode(400)
                .body("message", equalTo("the event was for no endpoint: name one"));
        merchant.request()
                .formParam("endpoint", endpoint(merchant))
                .post("/events/" + event + "/resend")
                .then()
                .statusCode(400)
                .body("message", equalTo("account has no webhook endpoint now"));
        merchant.announce(2, Optional.of(receiver.uri("/hook")));

        await().atMost(PATIENCE)
                .until(() -> merchant.request()
                                .formParam("endpoint", endpoint(merchant))
                                .post("/events/" + event + "/resend")
                                .statusCode()
                        == 200);
        assertThat(receiver.await("/hook", 1).getFirst().eventId()).isEqualTo(event);
    }

    @Test
    void a_resend_with_a_key_is_made_once_and_noted() throws SQLException {
        Merchant merchant = Merchant.open(receiver.uri("/hook"));
        String event = merchant.charge().completed();
        awaitState(merchant, event, "delivered");

        for (int i = 0; i < 3; i++) {
            merchant.request()
                    .header("Idempotency-Key", "again")
                    .post("/events/" + event + "/resend")
                    .then()
                    .statusCode(200)
                    .header("Idempotent-Replayed", i == 0 ? nullValue() : equalTo("true"));
            receiver.await("/hook", 2);
            awaitState(merchant, event, "delivered");
        }

        assertThat(receiver.received("/hook")).hasSize(2);
        assertThat(Tables.text("SELECT count(*)::text FROM audit WHERE subject = ? AND action = 'event.resent'", event))
                .isEqualTo("1");
        merchant.request()
                .header("Idempotency-Key", "again")
                .post("/deliveries/" + delivery(event) + "/resend")
                .then()
                .statusCode(422);
    }

    @Test
    void a_replay_sends_the_events_of_a_time_again_and_tells_how_far_it_has_come() {
        Merchant merchant = Merchant.open(receiver.uri("/hook"));
        Charge charge = merchant.charge();
        String created = charge.created();
        List<String> completed = merchant.completeCharges(5);
        completed.forEach(event -> awaitState(merchant, event, "delivered"));
        awaitState(merchant, created, "delivered");

        String id = start(merchant, Map.of("from", "2020-01-01", "key", "charge.complete", "rate", 2))
                .statusCode(200)
                .body("object", equalTo("replay"))
                .body("state", equalTo("running"))
                .body("endpoint", equalTo(endpoint(merchant)))
                .extract()
                .path("id");

        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/replays/" + id)
                        .then()
                        .body("state", equalTo("done"))
                        .body("looked", equalTo(6))
                        .body("queued", equalTo(5)));
        assertThat(receiver.await("/hook", 11))
                .extracting(Receiver.Received::eventId)
                .containsAll(completed);
        merchant.request()
                .get("/webhook_endpoints/" + endpoint(merchant) + "/replays")
                .then()
                .body("data.id", equalTo(List.of(id)));
        merchant.request().get("/replays/" + id).then().body("ended_at", notNullValue());
    }

    @Test
    void a_replay_of_what_is_undelivered_leaves_out_what_the_endpoint_has_taken() throws SQLException {
        receiver.answers("/hook", 200, 500, 200);
        Merchant merchant = Merchant.open(receiver.uri("/hook"));
        merchant.repeatAfter(AN_HOUR);
        String taken = merchant.charge().completed();
        awaitState(merchant, taken, "delivered");
        String lost = merchant.charge().completed();
        awaitState(merchant, lost, "failed");
        giveUp(lost);

        start(merchant, Map.of("from", "2020-01-01", "undelivered", true)).statusCode(200);

        awaitState(merchant, lost, "delivered");
        assertThat(receiver.received("/hook"))
                .extracting(Receiver.Received::eventId)
                .containsExactly(taken, lost, lost);
    }

    @Test
    void one_replay_runs_for_an_endpoint_until_it_is_stopped() throws SQLException {
        Merchant merchant = Merchant.open(receiver.uri("/hook"));
        Tables.insertEvents(merchant.accountId(), 50);

        String id = start(merchant, Map.of("from", "2020-01-01", "rate", 1))
                .statusCode(200)
                .extract()
                .path("id");
        start(merchant, Map.of("from", "2020-01-01")).statusCode(409).body("code", equalTo("replay_running"));
        merchant.request()
                .post("/replays/" + id + "/stop")
                .then()
                .statusCode(200)
                .body("state", equalTo("stopped"));
        start(merchant, Map.of("from", "2020-01-01", "to", "2020-01-02")).statusCode(200);

        assertThat(Tables.text("SELECT string_agg(action, ' ' ORDER BY seq) FROM audit WHERE subject = ?", id))
                .isEqualTo("replay.started replay.stopped");
    }

    @Test
    void another_accounts_events_deliveries_and_replays_are_not_found() {
        Merchant merchant = Merchant.open(receiver.uri("/hook"));
        String event = merchant.charge().completed();
        awaitState(merchant, event, "delivered");
        String replay = start(merchant, Map.of("from", "2020-01-01")).extract().path("id");
        Merchant other = Merchant.open(receiver.uri("/other"));

        other.request().get("/deliveries/" + delivery(event)).then().statusCode(404);
        other.request()
                .post("/deliveries/" + delivery(event) + "/resend")
                .then()
                .statusCode(404);
        other.request().post("/events/" + event + "/resend").then().statusCode(404);
        other.request().get("/replays/" + replay).then().statusCode(404);
        other.request().post("/replays/" + replay + "/stop").then().statusCode(404);
        other.request()
                .formParam("from", "2020-01-01")
                .post("/webhook_endpoints/" + endpoint(merchant) + "/replays")
                .then()
                .statusCode(404);
        other.request()
                .formParam("endpoint", endpoint(other))
                .post("/events/" + event + "/resend")
                .then()
                .statusCode(404);
        assertThat(receiver.received("/other")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate=1 | from cannot be blank",
                "from=yesterday | from is invalid",
                "from=2026-01-02&to=2026-01-01 | to must not be before from",
                "from=2026-01-01&rate=0 | rate must be between 1 and 500",
                "from=2026-01-01&rate=501 | rate must be between 1 and 500",
                "from=2026-01-01&key=charge.paid | key is invalid",
                "from=2026-01-01&since=1 | since is not a parameter of this request"
            })
    void a_replay_that_makes_no_sense_is_refused(String query, String message) {
        Merchant merchant = Merchant.open(receiver.uri("/hook"));
        merchant.request()
                .post("/webhook_endpoints/" + endpoint(merchant) + "/replays?" + query)
                .then()
                .statusCode(400)
                .body("message", equalTo(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/deliveries", "/deliveries/dlvr_test_1_0", "/replays/rply_test_1"})
    void only_a_secret_key_opens_them(String path) {
        Merchant merchant = Merchant.open();
        given().get(path).then().statusCode(401);
        given().auth()
                .preemptive()
                .basic(merchant.publicKey(), "")
                .get(path)
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({"state=delivered", "state=x", "endpoint=x", "after=x", "limit=0", "order=chronological"})
    void a_list_that_makes_no_sense_is_refused(String query) {
        Merchant.open().request().get("/deliveries?" + query).then().statusCode(400);
    }

    private ValidatableResponse start(Merchant merchant, Map<String, ?> params) {
        return merchant.request()
                .formParams(params)
                .post("/webhook_endpoints/" + endpoint(merchant) + "/replays")
                .then();
    }

    static RequestSpecification operator() {
        return given().port(CDI.current().select(HttpServer.class).get().getManagementPort())
                .header(
                        "Satang-Operator-Token",
                        ConfigProvider.getConfig().getValue("satang.operator.token", String.class));
    }

    private static String endpoint(Merchant merchant) {
        return "whep" + merchant.accountId().substring("account".length());
    }

    private static String delivery(String event) {
        return "dlvr" + event.substring("evnt".length()) + "_0";
    }

    private static List<String> sorted(List<String> ids) {
        return ids.stream().sorted().toList();
    }

    private static void awaitState(Merchant merchant, String event, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/events/" + event)
                        .then()
                        .body("deliveries.state", equalTo(List.of(state))));
    }

    private static void giveUp(String event) throws SQLException {
        try (Connection connection = Tables.connect();
                PreparedStatement change = connection.prepareStatement(
                        "UPDATE deliveries SET state = 'exhausted', wake_at = NULL, queue = NULL WHERE event_id = ?")) {
            change.setString(1, event);
            change.executeUpdate();
        }
    }
}
