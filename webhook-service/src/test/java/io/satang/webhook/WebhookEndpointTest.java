package io.satang.webhook;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.standardwebhooks.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.satang.webhook.Receiver.Received;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Merchants' own endpoints: what is sent where, signed by whose secret, and whether at present. */
@QuarkusTest
class WebhookEndpointTest extends MerchantsServer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Merchant merchant;

    @BeforeEach
    void openAnAccount() {
        merchant = Merchant.open();
    }

    @Test
    void an_endpoint_gets_what_happens_signed_with_its_own_secret() throws Exception {
        JsonPath made = create(Map.of("uri", receiver.uri("/hook"), "description", "shop"));

        String event = merchant.charge().completed();

        assertThat(made.getString("object")).isEqualTo("webhook_endpoint");
        assertThat(made.getString("state")).isEqualTo("enabled");
        assertThat(made.getList("events")).containsExactly("*");
        Received received = receiver.await("/hook", 1).getFirst();
        assertThat(received.eventId()).isEqualTo(event);
        verify(received, made.getString("secret"));
        get(made.getString("id")).body("secret", nullValue()).body("description", equalTo("shop"));
    }

    @Test
    void several_endpoints_each_get_what_they_want_to_hear() {
        create(Map.of("uri", receiver.uri("/charges"), "events", List.of("charge.*")));
        create(Map.of("uri", receiver.uri("/refunds"), "events", List.of("refund.create", "customer.*")));

        merchant.charge().completed();

        receiver.await("/charges", 1);
        assertThat(receiver.received("/refunds")).isEmpty();
    }

    @Test
    void the_accounts_own_is_listed_with_them_and_its_address_stands_with_the_account() {
        merchant.announce(2, Optional.of(receiver.uri("/own")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/webhook_endpoints")
                        .then()
                        .body("data.uri", equalTo(List.of(receiver.uri("/own"))))
                        .body("data.follows_account", equalTo(List.of(true))));
        JsonPath other = create(Map.of("uri", receiver.uri("/other")));
        String own = "whep" + merchant.accountId().substring("account".length());

        merchant.request()
                .get("/webhook_endpoints?order=reverse_chronological&limit=1")
                .then()
                .body("data.id", equalTo(List.of(other.getString("id"))))
                .body("total", equalTo(2));
        refused(
                patch(own, Map.of("uri", receiver.uri("/elsewhere"))),
                "uri of this endpoint is the account's webhook_uri: change it there");
        refused(
                merchant.request().delete("/webhook_endpoints/" + own).then(),
                "this endpoint is the account's webhook_uri: take it away there");
        patch(own, Map.of("events", "customer.*")).statusCode(200).body("events", equalTo(List.of("customer.*")));
        merchant.charge().completed();
        receiver.await("/other", 1);
        assertThat(receiver.received("/own")).isEmpty();
    }

    @Test
    void headers_are_sent_and_never_shown() {
        JsonPath made = create(Map.of(
                "uri",
                receiver.uri("/hook"),
                "headers",
                Map.of("X-Shop-Key", "open sesame", "Authorization", "Bearer 1")));

        merchant.charge().completed();

        Received received = receiver.await("/hook", 1).getFirst();
        assertThat(received.header("X-Shop-Key")).contains("open sesame");
        assertThat(received.header("Authorization")).contains("Bearer 1");
        assertThat(made.getList("header_names")).containsExactly("Authorization", "X-Shop-Key");
        assertThat(made.prettify()).doesNotContain("open sesame");
        patch(made.getString("id"), Map.of("headers", "")).body("header_names", hasSize(0));
    }

    @Test
    void a_paused_endpoint_loses_nothing() {
        String id = create(Map.of("uri", receiver.uri("/hook"))).getString("id");
        act(id, "pause").statusCode(200).body("state", equalTo("paused"));

        List<String> events = merchant.completeCharges(3);
        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/deliveries?state=pending&endpoint=" + id)
                        .then()
                        .body("data.event", equalTo(events.stream().sorted().toList()))
                        .body("data.next_attempt_at", equalTo(Arrays.asList(null, null, null))));
        assertThat(receiver.received("/hook")).isEmpty();
        refused(act(id, "ping"), "endpoint is paused: resume it first");

        act(id, "resume").statusCode(200).body("state", equalTo("enabled"));
        assertThat(receiver.await("/hook", 3))
                .extracting(Received::eventId)
                .containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void a_corrected_address_counts_for_what_is_being_repeated() {
        receiver.answers("/old", 500);
        String id = create(Map.of("uri", receiver.uri("/old"))).getString("id");
        String event = merchant.charge().completed();
        receiver.await("/old", 1);

        patch(id, Map.of("uri", receiver.uri("/new"))).statusCode(200).body("uri", equalTo(receiver.uri("/new")));
        merchant.request().post("/events/" + event + "/resend").then().statusCode(200);

        assertThat(receiver.await("/new", 1).getFirst().eventId()).isEqualTo(event);
    }

    @Test
    void what_waits_for_a_deleted_endpoint_is_taken_back() {
        String id = create(Map.of("uri", receiver.uri("/hook"))).getString("id");
        act(id, "pause");
        merchant.charge().completed();
        await().atMost(PATIENCE).untilAsserted(() -> waiting(id).body("total", equalTo(1)));

        merchant.request()
                .delete("/webhook_endpoints/" + id)
                .then()
                .statusCode(200)
                .body("object", equalTo("webhook_endpoint"))
                .body("deleted", equalTo(true));

        await().atMost(PATIENCE).untilAsserted(() -> waiting(id).body("total", equalTo(0)));
        get(id).statusCode(404);
        merchant.request().delete("/webhook_endpoints/" + id).then().statusCode(404);
        assertThat(receiver.received("/hook")).isEmpty();
    }

    @Test
    void while_a_secret_is_rolled_all_that_live_sign() throws Exception {
        JsonPath made = create(Map.of("uri", receiver.uri("/hook")));
        String id = made.getString("id");
        String second = act(id, "roll_secret").statusCode(200).extract().path("secret");
        merchant.charge().completed();

        Received received = receiver.await("/hook", 1).getFirst();
        verify(received, made.getString("secret"));
        verify(received, second);
        assertThat(received.header("Omise-Signature").orElseThrow().split(",")).hasSize(2);

        String third = act(id, "roll_secret", Map.of("overlap", 0)).extract().path("secret");
        merchant.charge().completed();
        Received later = receiver.await("/hook", 2).get(1);
        verify(later, third);
        assertThat(later.header("webhook-signature").orElseThrow().split(" ")).hasSize(1);
    }

    @Test
    void at_most_ten_secrets_sign_at_once() {
        String id = create(Map.of("uri", receiver.uri("/hook"))).getString("id");
        IntStream.range(0, 9).forEach(number -> act(id, "roll_secret").statusCode(200));

        refused(act(id, "roll_secret"), startsWith("too many secrets still sign (maximum is 10)"));

        act(id, "roll_secret", Map.of("overlap", 0)).statusCode(200);
    }

    @Test
    void the_accounts_own_secret_is_rolled_too() throws Exception {
        Merchant open = Merchant.open(receiver.uri("/own"));
        String own = "whep" + open.accountId().substring("account".length());

        String secret = open.request()
                .post("/webhook_endpoints/" + own + "/roll_secret")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
        open.charge().completed();

        verify(receiver.await("/own", 1).getFirst(), secret);
    }

    @Test
    void a_ping_goes_to_one_endpoint_alone() {
        String id = create(Map.of("uri", receiver.uri("/hook"))).getString("id");
        create(Map.of("uri", receiver.uri("/other")));

        String event = act(id, "ping")
                .statusCode(200)
                .body("object", equalTo("ping"))
                .extract()
                .path("event");

        Received received = receiver.await("/hook", 1).getFirst();
        assertThat(received.eventId()).isEqualTo(event);
        assertThat(received.json().getString("key")).isEqualTo("webhook.ping");
        assertThat(received.json().getString("data.id")).isEqualTo(id);
        merchant.request().get("/events/" + event).then().statusCode(200).body("key", equalTo("webhook.ping"));
        assertThat(receiver.received("/other")).isEmpty();
    }

    @Test
    void a_request_with_a_key_is_done_once_and_its_secret_is_not_stored_in_the_clear() throws SQLException {
        Map<String, Object> body = Map.of("uri", receiver.uri("/hook"));
        String first = createWith("once", body).then().statusCode(200).extract().asString();
        String again = createWith("once", body).then().statusCode(200).extract().asString();

        assertThat(again).isEqualTo(first);
        createWith("once", Map.of("uri", receiver.uri("/other"))).then().statusCode(422);
        merchant.request().get("/webhook_endpoints").then().body("total", equalTo(1));
        String secret = JsonPath.from(first).getString("secret").substring("whsec_".length());
        String stored = Tables.text(
                        "SELECT string_agg(answer, '') FROM idempotency_keys WHERE account_id = ?",
                        merchant.accountId())
                + Tables.text(
                        "SELECT string_agg(secret, '') FROM endpoint_secrets WHERE endpoint_id = ?",
                        JsonPath.from(first).getString("id"));
        assertThat(stored).doesNotContain(secret);
    }

    @Test
    void every_change_stands_in_the_history_and_in_the_audit() throws SQLException {
        String id = create(Map.of("uri", receiver.uri("/hook"))).getString("id");
        patch(id, Map.of("description", "till"));
        act(id, "pause");
        patch(id, Map.of("state", "enabled"));
        act(id, "roll_secret");

        merchant.request()
                .get("/webhook_endpoints/" + id + "/history")
                .then()
                .statusCode(200)
                .body(
                        "data.action",
                        equalTo(List.of(
                                "webhook_endpoint.secret_rolled",
                                "webhook_endpoint.enabled",
                                "webhook_endpoint.paused",
                                "webhook_endpoint.changed",
                                "webhook_endpoint.created")))
                .body("data.state", equalTo(List.of("enabled", "enabled", "paused", "enabled", "enabled")))
                .body("data[0].actor", equalTo("merchant"))
                .body("data[0].request_id", notNullValue());
        assertThat(Tables.text("SELECT count(*)::text FROM audit WHERE subject = ?", id))
                .isEqualTo("5");
        Merchant.open()
                .request()
                .get("/webhook_endpoints/" + id + "/history")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uri | ftp://example.com/ | uri is invalid",
                "uri | https://169.254.169.254/latest | uri is invalid",
                "uri | https://user:word@example.com/ | uri is invalid",
                "events | charge.nothing | events are invalid: each is an event's key or a pattern with * that fits one",
                "events | [] | events are invalid: each is an event's key or a pattern with * that fits one",
                "headers[webhook-id] | 1 | header webhook-id cannot be set",
                "headers[Omise-Signature] | 1 | header Omise-Signature cannot be set",
                "headers[Host] | example.com | header Host cannot be set",
                "headers[Content-Type] | text/plain | header Content-Type cannot be set",
                "headers[Transfer-Encoding] | chunked | header Transfer-Encoding cannot be set",
                "headers[Traceparent] | 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 | header Traceparent cannot be set",
                "headers[X Y] | 1 | headers have a name that is invalid",
                "headers[X-Key] | grün | header X-Key has a value that is invalid",
                "secret | c2hvcnQ= | secret must be base64 of 24 to 64 bytes",
                "secret | nothing | secret must be base64 of 24 to 64 bytes",
                "state | disabled | state is invalid",
                "signatures[] | v2 | signatures are invalid: v1 is always there, and v1a may be beside it",
                "rate_limit | 0 | rate_limit must be between 1 and 1000",
                "rate_limit | 1001 | rate_limit must be between 1 and 1000",
                "retries | week | retries is invalid",
                "retries[preset] | soon | retries preset is invalid",
                "retries[attempts] | 0 | retries attempts must be between 1 and 100",
                "retries[tries] | 3 | tries is not a parameter of this request",
                "retries[factor] | 0.5 | retries factor must be between 1.0 and 10.0",
                "retries[first_pause] | 86401 | retries first_pause must be between 1 and 86400",
                "retries[attempts] | 100 | retries go on for more than 30 days",
                "retries[schedule] | 5 | retries schedule must be a list of 1 to 99 pauses",
                "retries[schedule][] | 0 | retries schedule must have whole seconds between 1 and 604800",
                "retries[schedule][] | -5 | retries schedule must have whole seconds between 1 and 604800",
                "retries[schedule][] | 1.5 | retries schedule must have whole seconds between 1 and 604800",
                "retries[schedule][] | 604801 | retries schedule must have whole seconds between 1 and 604800",
                "retries[schedule][] | 99999999999999999999 | retries schedule must have whole seconds between 1 and 604800",
                "url | https://example.com/ | url is not a parameter of this request",
            })
    void what_is_malformed_is_refused_and_leaves_nothing(String name, String value, String message) {
        refused(
                merchant.request()
                        .contentType("application/x-www-form-urlencoded; charset=utf-8")
                        .formParam("uri", name.equals("uri") ? value : receiver.uri("/hook"))
                        .formParam(name.equals("uri") ? "description" : name, value)
                        .post("/webhook_endpoints")
                        .then(),
                message);

        merchant.request().get("/webhook_endpoints").then().body("total", equalTo(0));
    }

    @Test
    void an_endpoint_that_asks_for_it_gets_a_signature_that_anybody_can_check() throws Exception {
        JsonPath made = create(Map.of("uri", receiver.uri("/hook"), "signatures", List.of("v1", "v1a")));
        assertThat(made.getList("signatures")).containsExactly("v1", "v1a");
        assertThat(made.getString("jwks_uri")).isEqualTo("/webhook_endpoints/" + made.getString("id") + "/jwks.json");

        merchant.charge().completed();

        Received received = receiver.await("/hook", 1).getFirst();
        verify(received, made.getString("secret"));
        JsonPath keys = given().get(made.getString("jwks_uri"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(keys.getList("keys")).hasSize(1);
        assertThat(isSignedBy(keys.getString("keys[0].x"), received)).isTrue();

        act(made.getString("id"), "roll_secret").statusCode(200);
        given().get(made.getString("jwks_uri")).then().body("keys", hasSize(2));
        merchant.charge().completed();
        assertThat(receiver.await("/hook", 2)
                        .get(1)
                        .header("webhook-signature")
                        .orElseThrow()
                        .split(" "))
                .hasSize(4);
        patch(made.getString("id"), Map.of("signatures", List.of("v1"))).body("jwks_uri", nullValue());
        given().get("/webhook_endpoints/whep_test_5satang000000000001/jwks.json")
                .then()
                .statusCode(404);
    }

    private static boolean isSignedBy(String x, Received received) throws GeneralSecurityException {
        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] point = Base64.getUrlDecoder().decode(x);
        byte[] encoded = ByteBuffer.allocate(prefix.length + point.length)
                .put(prefix)
                .put(point)
                .array();
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        String signed = received.header("webhook-id").orElseThrow() + "."
                + received.header("webhook-timestamp").orElseThrow() + "." + received.body();
        verifier.update(signed.getBytes(UTF_8));
        String signature = Arrays.stream(
                        received.header("webhook-signature").orElseThrow().split(" "))
                .filter(each -> each.startsWith("v1a,"))
                .findFirst()
                .orElseThrow();
        return verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
    }

    @Test
    void an_endpoint_says_how_often_it_is_asked_again() {
        receiver.answers("/once", 500);
        receiver.answers("/refuses", 404);
        receiver.answers("/asks", 429, 200);
        String once = create(Map.of("uri", receiver.uri("/once"), "retries", Map.of("attempts", 1)))
                .getString("id");
        String refuses = create(Map.of("uri", receiver.uri("/refuses"), "retries", Map.of("client_errors_final", true)))
                .getString("id");
        get(once).body("retries.attempts", equalTo(1)).body("retries.first_pause", equalTo(5));

        merchant.charge().completed();

        for (String id : List.of(once, refuses)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> merchant.request()
                            .get("/deliveries?state=exhausted&endpoint=" + id)
                            .then()
                            .body("data.attempts", equalTo(List.of(1))));
        }
        patch(once, Map.of("retries", "")).body("retries", nullValue());
    }

    @Test
    void an_endpoint_may_list_the_pauses_between_attempts() {
        receiver.answers("/hook", 500);
        JsonPath made =
                create(Map.of("uri", receiver.uri("/hook"), "retries", Map.of("schedule", List.of(1, 1), "jitter", 0)));
        String id = made.getString("id");
        assertThat(made.getList("retries.schedule")).containsExactly(1, 1);
        assertThat(made.getInt("retries.attempts")).isEqualTo(3);
        get(id).body("retries.first_pause", nullValue()).body("retries.jitter", equalTo(0.0f));

        merchant.charge().completed();

        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/deliveries?state=exhausted&endpoint=" + id)
                        .then()
                        .body("data.attempts", equalTo(List.of(3))));
        for (Object malformed : List.of(List.of(), Collections.nCopies(100, 1), List.of(true), List.of(List.of(1)))) {
            patch(id, Map.of("retries", Map.of("schedule", malformed))).statusCode(400);
        }
        refused(
                patch(id, Map.of("retries", Map.of("schedule", List.of(5), "attempts", 3))),
                "retries schedule lists every pause, and goes without attempts");
        refused(
                patch(id, Map.of("retries", Map.of("schedule", Collections.nCopies(5, 604_800)))),
                "retries go on for more than 30 days");
        get(id).body("retries.schedule", equalTo(List.of(1, 1)));
    }

    @Test
    void what_waits_for_its_turn_has_not_failed() {
        String id =
                create(Map.of("uri", receiver.uri("/hook"), "rate_limit", 5)).getString("id");
        get(id).body("rate_limit", equalTo(5));
        long start = System.nanoTime();

        List<String> events = merchant.completeCharges(15);

        assertThat(receiver.await("/hook", 15))
                .extracting(Received::eventId)
                .containsExactlyInAnyOrderElementsOf(events);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_900));
        events.forEach(event -> await().atMost(PATIENCE)
                .untilAsserted(() ->
                        merchant.request().get("/events/" + event).then().body("webhook_deliveries", hasSize(1))));
    }

    @Test
    void an_account_has_twenty_at_the_most() {
        IntStream.range(0, 20).forEach(number -> create(Map.of("uri", receiver.uri("/" + number))));

        refused(
                merchant.request()
                        .formParam("uri", receiver.uri("/20"))
                        .post("/webhook_endpoints")
                        .then(),
                "account has too many webhook endpoints (maximum is 20)");
    }

    @Test
    void another_merchants_endpoint_is_not_found() {
        String id = create(Map.of("uri", receiver.uri("/hook"))).getString("id");
        Merchant other = Merchant.open();

        other.request().get("/webhook_endpoints/" + id).then().statusCode(404);
        other.request()
                .formParam("description", "mine")
                .patch("/webhook_endpoints/" + id)
                .then()
                .statusCode(404);
        other.request().post("/webhook_endpoints/" + id + "/pause").then().statusCode(404);
        other.request().get("/webhook_endpoints/nothing").then().statusCode(404);
        get(id).body("state", equalTo("enabled")).body("description", not(equalTo("mine")));
    }

    @Test
    void what_another_replica_has_changed_is_known_within_a_moment() throws SQLException {
        String id = create(Map.of("uri", receiver.uri("/hook"))).getString("id");
        merchant.charge().completed();
        receiver.await("/hook", 1);

        try (Connection connection = Tables.connect();
                PreparedStatement change = connection.prepareStatement("""
                        WITH next AS (UPDATE endpoint_revision SET revision = revision + 1 RETURNING revision)
                        UPDATE endpoints SET url = ?, revision = (SELECT revision FROM next) WHERE id = ?
                        """)) {
            change.setString(1, receiver.uri("/moved"));
            change.setString(2, id);
            change.executeUpdate();
        }

        await().atMost(PATIENCE).until(() -> {
            merchant.charge().completed();
            return !receiver.received("/moved").isEmpty();
        });
    }

    @Test
    void what_is_for_an_endpoint_that_another_replica_has_just_made_is_not_taken_back() throws SQLException {
        create(Map.of("uri", receiver.uri("/known")));
        String id = create(Map.of("uri", receiver.uri("/new"))).getString("id");
        Tables.text("UPDATE endpoints SET deleted_at = now() WHERE id = ? RETURNING id", id);
        merchant.charge().completed();
        receiver.await("/known", 1);
        // Nobody here is told that it is there, as when a replica has not looked yet.
        Tables.text("UPDATE endpoints SET deleted_at = NULL WHERE id = ? RETURNING id", id);

        act(id, "ping").statusCode(200);

        assertThat(receiver.await("/new", 1)).hasSize(1);
    }

    private JsonPath create(Map<String, Object> body) {
        return merchant.request()
                .contentType("application/json")
                .body(body)
                .post("/webhook_endpoints")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private Response createWith(String key, Map<String, Object> body) {
        return merchant.request()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/webhook_endpoints");
    }

    private ValidatableResponse get(String id) {
        return merchant.request().get("/webhook_endpoints/" + id).then();
    }

    private ValidatableResponse patch(String id, Map<String, Object> body) {
        return merchant.request()
                .contentType("application/json")
                .body(body)
                .patch("/webhook_endpoints/" + id)
                .then();
    }

    private ValidatableResponse act(String id, String action) {
        return act(id, action, Map.of());
    }

    private ValidatableResponse act(String id, String action, Map<String, Object> params) {
        return merchant.request()
                .formParams(params)
                .post("/webhook_endpoints/" + id + "/" + action)
                .then();
    }

    private ValidatableResponse waiting(String id) {
        return merchant.request().get("/deliveries?endpoint=" + id).then();
    }

    private static void refused(ValidatableResponse response, String message) {
        refused(response, equalTo(message));
    }

    private static void refused(ValidatableResponse response, Matcher<String> message) {
        response.statusCode(400).body("code", equalTo("bad_request")).body("message", message);
    }

    /** As the official library does. */
    private static void verify(Received received, String secret) throws Exception {
        Map<String, List<String>> headers = received.headers().entrySet().stream()
                .collect(Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
        new Webhook(secret).verify(received.body(), HttpHeaders.of(headers, (name, value) -> true));
    }
}
