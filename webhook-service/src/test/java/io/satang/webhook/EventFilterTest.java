package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.satang.webhook.Merchant.Charge;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events by what they are and by how far their deliveries have come. */
@QuarkusTest
class EventFilterTest extends MerchantsServer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** However slow this machine is, what has failed stays so until a test has looked at it. */
    private static final List<Integer> AN_HOUR = List.of(3_600);

    @Test
    void events_are_found_by_key_and_by_object() {
        Merchant merchant = Merchant.open();
        Charge charge = merchant.charge();
        String created = charge.created();
        String completed = charge.completed();
        String other = merchant.charge().completed();
        await().atMost(PATIENCE).untilAsserted(() -> list(merchant, "").body("total", equalTo(3)));

        list(merchant, "key=charge.complete").body("data.id", equalTo(List.of(completed, other)));
        list(merchant, "object=" + charge.id()).body("data.id", equalTo(List.of(created, completed)));
        list(merchant, "object=" + charge.id() + "&key=charge.complete").body("data.id", equalTo(List.of(completed)));
        list(merchant, "key=charge.complete&order=reverse_chronological&offset=1")
                .body("data.id", equalTo(List.of(completed)))
                .body("total", equalTo(2));
        list(merchant, "key=charge.complete&to=2020-01-01").body("total", equalTo(0));
        list(merchant, "object=chrg_test_nobody").body("total", equalTo(0)).body("data", hasSize(0));
        list(Merchant.open(), "object=" + charge.id()).body("total", equalTo(0));
    }

    @Test
    void an_event_tells_how_far_each_of_its_deliveries_has_come() {
        receiver.answers("/down", 500);
        Merchant merchant = Merchant.open(receiver.uri("/down"));
        merchant.repeatAfter(AN_HOUR);
        String event = merchant.charge(receiver.uri("/up")).completed();
        await().atMost(PATIENCE)
                .untilAsserted(() -> list(merchant, "")
                        .body("data[0].deliveries.state", equalTo(List.of("failed", "delivered")))
                        .body("data[0].deliveries[0].next_attempt_at", notNullValue()));

        String body = event.substring("evnt_".length());
        ValidatableResponse shown =
                merchant.request().get("/events/" + event).then().statusCode(200);
        shown.body("deliveries.object", equalTo(List.of("delivery", "delivery")))
                .body("deliveries.id", equalTo(List.of("dlvr_" + body + "_0", "dlvr_" + body + "_1")))
                .body("deliveries.uri", equalTo(List.of(receiver.uri("/down"), receiver.uri("/up"))))
                .body("deliveries[1].attempts", equalTo(1))
                .body("deliveries[1].next_attempt_at", nullValue());
        assertThat(Instant.parse(shown.extract().path("deliveries[0].next_attempt_at")))
                .isAfter(Merchant.now().minusSeconds(60));
        List<String> payloads = shown.extract().path("webhook_deliveries.payload");
        assertThat(payloads.getFirst()).startsWith("{\"object\":\"event\"");
        assertThat(payloads.subList(1, payloads.size())).containsOnly("");
    }

    @Test
    void what_is_not_delivered_is_found_by_how_it_stands() throws SQLException {
        receiver.answers("/down", 500);
        Merchant merchant = Merchant.open(receiver.uri("/down"));
        merchant.repeatAfter(AN_HOUR);
        String failed = merchant.charge().completed();
        String exhausted = merchant.charge().completed();
        await().atMost(PATIENCE)
                .untilAsserted(() -> list(merchant, "delivery=failed").body("total", equalTo(2)));
        change("UPDATE deliveries SET state = 'exhausted', wake_at = NULL, queue = NULL WHERE event_id = ?", exhausted);
        receiver.hangs("/hanging");
        Merchant waiting = Merchant.open(receiver.uri("/hanging"));
        String pending = waiting.charge().completed();
        await().atMost(PATIENCE).until(() -> Tables.state(pending).equals("in_flight"));
        change("""
                UPDATE deliveries SET state = 'due', queue = (SELECT account_id FROM events WHERE id = event_id),
                                      wake_at = now() + interval '1 hour', attempts = 0
                WHERE event_id = ?
                """, pending);

        list(merchant, "delivery=exhausted")
                .body("data.id", equalTo(List.of(exhausted)))
                .body("data[0].deliveries.state", equalTo(List.of("exhausted")))
                .body("data[0].deliveries[0].next_attempt_at", nullValue());
        list(waiting, "delivery=pending").body("data.id", equalTo(List.of(pending)));
        list(merchant, "delivery=pending").body("total", equalTo(0));
        list(merchant, "delivery=failed").body("data.id", equalTo(List.of(failed)));
        list(merchant, "delivery=failed&key=charge.create").body("total", equalTo(0));
        list(merchant, "delivery=failed&to=2020-01-01").body("total", equalTo(0));
        list(Merchant.open(), "delivery=exhausted").body("total", equalTo(0));
    }

    @Test
    void what_was_delivered_is_in_no_list_of_what_was_not() {
        Merchant merchant = Merchant.open(receiver.uri("/up"));
        merchant.charge().completed();
        await().atMost(PATIENCE)
                .untilAsserted(() -> list(merchant, "").body("data[0].deliveries[0].state", equalTo("delivered")));

        for (String state : List.of("pending", "failed", "exhausted")) {
            list(merchant, "delivery=" + state).body("total", equalTo(0));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kye=charge.complete | kye is not a parameter of this request",
                "status=pending | status is not a parameter of this request",
                "key=charge.completed | key is invalid",
                "key=CHARGE.COMPLETE | key is invalid",
                "key[]=charge.complete | key is invalid",
                "object=%27%3B-- | object is invalid",
                "delivery=delivered | delivery is invalid",
                "delivery=lost | delivery is invalid",
                "after=%2E%2E | after is invalid",
                "after=0&offset=1 | offset cannot be combined with after",
                "after=0&from=2026-01-01 | from cannot be combined with after",
                "after=0&to=2026-01-01 | to cannot be combined with after",
                "after=0&order=chronological | order cannot be combined with after"
            })
    void what_makes_no_sense_is_refused(String query, String message) {
        Merchant.open()
                .request()
                .urlEncodingEnabled(false)
                .get("/events?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"))
                .body("message", equalTo(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key=", "object=", "delivery=", "after=", "foo="})
    void what_is_empty_is_not_given(String query) {
        list(Merchant.open(), query).body("total", equalTo(0));
    }

    @Test
    void a_filter_that_would_walk_a_long_history_says_so_and_is_not_cut_short() throws SQLException {
        Merchant merchant = Merchant.open();
        Tables.insertEvents(merchant.accountId(), 20_001);

        list(merchant, "key=charge.complete").body("data", hasSize(100)).body("total", equalTo(20_002));
        merchant.request()
                .get("/events?key=charge.create")
                .then()
                .statusCode(400)
                .body(
                        "message",
                        equalTo(
                                "there are too many events to look through: narrow from and to, or read on with after"));
        list(merchant, "key=charge.create&to=2020-01-01").body("total", equalTo(0));
    }

    private static void change(String sql, String eventId) throws SQLException {
        try (Connection connection = Tables.connect();
                PreparedStatement change = connection.prepareStatement(sql)) {
            change.setString(1, eventId);
            change.executeUpdate();
        }
    }

    private static ValidatableResponse list(Merchant merchant, String query) {
        return merchant.request().get("/events?limit=100&" + query).then().statusCode(200);
    }
}
