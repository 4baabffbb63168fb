package io.satang.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.webhook.Merchant.Charge;
import io.satang.webhook.Receiver.Received;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a message on a topic to a merchant's server. */
@QuarkusTest
class DeliveryTest extends MerchantsServer {
    private static final String SECRET = "c2F0YW5nLWxvY2FsLXdlYmhvb2stc2VjcmV0";
    private static final String HOOK = "/hook?shop=7";
    private static final String OTHER = "/other";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** However long it takes until an account's new address is known, attempts are left. */
    private static final List<Integer> EVERY_SECOND = Collections.nCopies(99, 1);

    @Inject
    MeterRegistry metrics;

    @Test
    void anEventIsDeliveredOnceWithAValidSignature() throws Exception {
        Merchant merchant = Merchant.open(receiver.uri(HOOK));
        Charge charge = merchant.charge();

        String eventId = charge.completed();

        Received webhook = receiver.await(HOOK, 1).getFirst();
        assertThat(webhook.method()).isEqualTo("POST");
        assertThat(webhook.header("Content-Type")).contains("application/json");
        assertThat(webhook.header("Host")).contains(receiver.uri("").substring("http://".length()));
        assertThat(webhook.header("Omise-Signature")).contains(signature(webhook));
        assertThat(webhook.json().getString("object")).isEqualTo("event");
        assertThat(webhook.json().getString("id")).isEqualTo(eventId);
        assertThat(webhook.json().getString("key")).isEqualTo("charge.complete");
        assertThat(webhook.json().getString("location")).isEqualTo("/events/" + eventId);
        assertThat(webhook.json().getBoolean("livemode")).isFalse();
        assertThat(webhook.json().getLong("version")).isEqualTo(2);
        assertThat(webhook.body()).contains("\"data\":" + charge.object().text());
        awaitAttempts(merchant, eventId, 1);
        assertThat(receiver.received(HOOK)).hasSize(1);
        int signed =
                Integer.parseInt(webhook.header("Omise-Signature-Timestamp").orElseThrow());
        merchant.request()
                .get("/events/" + eventId)
                .then()
                .body("webhook_deliveries[0].signature_timestamp", equalTo(signed))
                .body("webhook_deliveries[0].payload", equalTo(webhook.body()));
    }

    @Test
    void the_libraries_of_standard_webhooks_verify_what_a_receiver_gets() throws Exception {
        receiver.answers(HOOK, 500, 200);
        Merchant merchant = Merchant.open(receiver.uri(HOOK));

        String eventId = merchant.charge().completed();

        Webhook library = new Webhook("whsec_" + SECRET);
        for (Received webhook : receiver.await(HOOK, 2)) {
            library.verify(webhook.body(), HttpHeaders.of(webhook.headers(), (name, value) -> true));
            assertThat(webhook.header("webhook-id"))
                    .as("the same for each attempt")
                    .contains(eventId);
            assertThatThrownBy(() -> library.verify(
                            webhook.body() + " ", HttpHeaders.of(webhook.headers(), (name, value) -> true)))
                    .isInstanceOf(WebhookVerificationException.class);
        }
    }

    @Test
    void an_attempt_is_kept_with_its_time_its_endpoint_and_how_the_answer_began() throws Exception {
        receiver.on(HOOK, (exchange, number) -> {
            byte[] answer = "no such shop ".repeat(500).getBytes(UTF_8);
            exchange.sendResponseHeaders(404, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        Merchant merchant = Merchant.open(receiver.uri(HOOK));

        String eventId = merchant.charge().completed();
        awaitAttempts(merchant, eventId, 1);

        assertThat(attempt("answer", eventId))
                .startsWith("no such shop no such")
                .hasSizeLessThanOrEqualTo(1_024);
        assertThat(Integer.parseInt(attempt("latency_ms", eventId))).isBetween(0, 20_000);
        assertThat(attempt("endpoint_id", eventId))
                .isEqualTo(merchant.accountId().replace("account_", "whep_"));
    }

    private static String attempt(String column, String eventId) throws Exception {
        return Tables.text("SELECT " + column + " FROM attempts WHERE event_id = ? ORDER BY claim LIMIT 1", eventId);
    }

    @Test
    void retry_after_is_honoured() throws Exception {
        receiver.on(HOOK, (exchange, number) -> {
            exchange.getResponseHeaders().add("Retry-After", "3600");
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        Merchant merchant = Merchant.open(receiver.uri(HOOK));

        String eventId = merchant.charge().completed();
        awaitAttempts(merchant, eventId, 1);

        assertThat(Tables.text(
                        "SELECT (wake_at - now() BETWEEN interval '50 minutes' AND interval '61 minutes')::text"
                                + " FROM deliveries WHERE event_id = ? AND state = 'due'",
                        eventId))
                .isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({"CHARGE_CAPTURED, charge.capture", "CHARGE_REVERSED, charge.reverse"})
    void what_becomes_of_held_money_is_delivered_and_listed(EventType type, String key) {
        Merchant merchant = Merchant.open(receiver.uri(HOOK));
        Charge charge = merchant.charge();

        String eventId = charge.happened(merchant.envelope(type, charge.id(), 3));

        assertThat(receiver.await(HOOK, 1).getFirst().json().getString("key")).isEqualTo(key);
        awaitAttempts(merchant, eventId, 1);
        merchant.request()
                .get("/charges/" + charge.id() + "/events")
                .then()
                .body("data[0].id", equalTo(eventId))
                .body("data[0].key", equalTo(key));
    }

    @Test
    void a_refund_is_delivered_to_the_endpoints_of_its_charge_and_listed() {
        Merchant merchant = Merchant.open(receiver.uri(HOOK));
        String id = "rfnd_test_" + System.nanoTime();
        RawJson refund = new RawJson("{\"object\":\"refund\",\"id\":\"" + id + "\",\"status\":\"closed\"}");

        String eventId = merchant.charge(receiver.uri(OTHER)).refunded(id, refund);

        for (String path : List.of(HOOK, OTHER)) {
            Received webhook = receiver.await(path, 1).getFirst();
            assertThat(webhook.json().getString("id")).isEqualTo(eventId);
            assertThat(webhook.json().getString("key")).isEqualTo("refund.create");
            assertThat(webhook.json().getLong("version")).isEqualTo(1);
            assertThat(webhook.body()).contains("\"data\":" + refund.text());
        }
        merchant.request()
                .get("/events/" + eventId)
                .then()
                .body("key", equalTo("refund.create"))
                .body("data.id", equalTo(id));
    }

    @Test
    void anEventShowsItsDeliveries() {
        Merchant merchant = Merchant.open(receiver.uri(HOOK));
        String eventId = merchant.charge().completed();
        awaitAttempts(merchant, eventId, 1);

        merchant.request()
                .get("/events/" + eventId)
                .then()
                .body("webhook_deliveries", hasSize(1))
                .body("webhook_deliveries[0].object", equalTo("webhook_delivery"))
                .body("webhook_deliveries[0].id", matchesPattern("whdl_test_[0-9a-z]{19}"))
                .body("webhook_deliveries[0].uri", equalTo(receiver.uri(HOOK)))
                .body("webhook_deliveries[0].status", equalTo(200))
                .body("webhook_deliveries[0].key", equalTo("charge.complete"))
                .body("webhook_deliveries[0].error", nullValue())
                .body(
                        "webhook_deliveries[0].payload",
                        equalTo(receiver.received(HOOK).getFirst().body()))
                .body("webhook_deliveries[0].created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
    }

    @Test
    void anEventThatArrivesBeforeItsAccountsNewEndpointGoesThere() {
        Merchant merchant = Merchant.open(receiver.uri(OTHER));

        String eventId = merchant.charge().completed(2);
        await().atMost(PATIENCE).until(this::isHeldBack);
        merchant.announce(2, Optional.of(receiver.uri(HOOK)));

        receiver.await(HOOK, 1);
        awaitAttempts(merchant, eventId, 1);
        assertThat(receiver.received(OTHER)).isEmpty();
    }

    @Test
    void aFailureIsRepeatedWithTheSameEventAndBody() {
        receiver.answers(HOOK, 500, 503, 200);
        Merchant merchant = Merchant.open(receiver.uri(HOOK));

        String eventId = merchant.charge().completed();

        awaitAttempts(merchant, eventId, 3);
        assertThat(receiver.received(HOOK))
                .hasSize(3)
                .extracting(Received::eventId)
                .containsOnly(eventId);
        assertThat(receiver.received(HOOK))
                .extracting(Received::body)
                .containsOnly(receiver.received(HOOK).getFirst().body());
        merchant.request()
                .get("/events/" + eventId)
                .then()
                .body("webhook_deliveries.status", equalTo(List.of(500, 503, 200)))
                .body("webhook_deliveries[0].error", equalTo("endpoint answered 500"));
    }

    @Test
    void anEndpointThatNeverAcceptsIsGivenUp() {
        receiver.answers(HOOK, 404);
        Merchant merchant = Merchant.open(receiver.uri(HOOK));

        String eventId = merchant.charge().completed();

        awaitAttempts(merchant, eventId, 4);
        await().atMost(PATIENCE).until(() -> Tables.state(eventId).equals("exhausted"));
        assertThat(receiver.received(HOOK)).hasSize(4);
    }

    @Test
    void aRedirectIsAFailureAndNotFollowed() {
        receiver.on(HOOK, (exchange, number) -> {
            exchange.getResponseHeaders().add("Location", receiver.uri(OTHER));
            Receiver.status(exchange, number == 1 ? 307 : 200);
        });
        Merchant merchant = Merchant.open(receiver.uri(HOOK));

        String eventId = merchant.charge().completed();

        awaitAttempts(merchant, eventId, 2);
        assertThat(receiver.received(OTHER)).isEmpty();
    }

    @Test
    void aHangingEndpointTimesOutAndDelaysNobodyElse() {
        receiver.hangs(HOOK);
        Merchant hanging = Merchant.open(receiver.uri(HOOK));
        Merchant merchant = Merchant.open(receiver.uri(OTHER));
        String stuck = IntStream.range(0, 20)
                .mapToObj(i -> hanging.charge().completed())
                .toList()
                .getFirst();
        receiver.await(HOOK, 4);

        List<String> events = IntStream.range(0, 20)
                .mapToObj(i -> merchant.charge().completed())
                .toList();

        await().atMost(PATIENCE).until(() -> receiver.received(OTHER).size() == events.size());
        assertThat(receiver.received(HOOK)).as("four at a time, a second each").hasSizeLessThan(20);
        awaitAttempts(hanging, stuck, 1);
        hanging.request()
                .get("/events/" + stuck)
                .then()
                .body("webhook_deliveries[0].status", equalTo(0))
                .body("webhook_deliveries[0].error", equalTo("endpoint did not answer in time"));
    }

    @Test
    void anAnswerThatDripsForEverIsCutOff() {
        receiver.on(HOOK, (exchange, number) -> {
            exchange.sendResponseHeaders(200, 0);
            drip(exchange.getResponseBody());
        });
        Merchant merchant = Merchant.open(receiver.uri(HOOK));

        String eventId = merchant.charge().completed();

        awaitAttempts(merchant, eventId, 1);
        assertThat(receiver.received(HOOK)).as("its status counted").hasSize(1);
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        receiver.on(HOOK, (exchange, number) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[8_192];
            for (OutputStream body = exchange.getResponseBody(); ; ) {
                body.write(part);
            }
        });
        Merchant merchant = Merchant.open(receiver.uri(HOOK));

        String eventId = merchant.charge().completed();

        awaitAttempts(merchant, eventId, 1);
    }

    @Test
    void nobodyListeningIsRepeated() {
        String gone = receiver.uri(HOOK);
        receiver.close();
        Merchant merchant = Merchant.open(gone);

        String eventId = merchant.charge().completed();

        awaitAttempts(merchant, eventId, 2);
        merchant.request()
                .get("/events/" + eventId)
                .then()
                .body("webhook_deliveries[0].error", equalTo("connection to endpoint failed"));
    }

    @Test
    void aHostThatDoesNotExistIsRepeated() {
        Merchant merchant = Merchant.open("https://nowhere.invalid/hook");

        String eventId = merchant.charge().completed();

        awaitAttempts(merchant, eventId, 2);
        merchant.request()
                .get("/events/" + eventId)
                .then()
                .body("webhook_deliveries[0].error", equalTo("endpoint's host was not found"));
    }

    @Test
    void aRepeatedMessageIsTheSameEvent() {
        Merchant merchant = Merchant.open(receiver.uri(HOOK));
        Charge charge = merchant.charge();
        EventEnvelope envelope = merchant.envelope(EventType.CHARGE_CREATED, charge.id(), 1);

        charge.happened(envelope);
        receiver.await(HOOK, 1);
        charge.happened(envelope);
        String later = charge.completed();

        awaitAttempts(merchant, later, 1);
        assertThat(receiver.received(HOOK)).hasSize(2);
        merchant.request().get("/events").then().body("total", equalTo(2));
    }

    @Test
    void aChargesOwnEndpointsGetItsEventsToo() {
        Merchant merchant = Merchant.open(receiver.uri(HOOK));

        String eventId =
                merchant.charge(receiver.uri(OTHER), receiver.uri(HOOK)).completed();

        awaitAttempts(merchant, eventId, 2);
        assertThat(receiver.received(HOOK)).hasSize(1);
        assertThat(receiver.received(OTHER)).hasSize(1);
    }

    @Test
    void what_is_not_ascii_in_an_address_is_sent_percent_encoded() {
        Merchant merchant = Merchant.open(receiver.uri("/ร้าน?q=é"));

        merchant.charge(receiver.uri("/caf%C3%A9/é")).completed();

        receiver.await("/%E0%B8%A3%E0%B9%89%E0%B8%B2%E0%B8%99?q=%C3%A9", 1);
        receiver.await("/caf%C3%A9/%C3%A9", 1);
    }

    @Test
    void a_corrected_address_counts_for_what_is_not_delivered_yet() throws Exception {
        receiver.answers(HOOK, 500);
        Merchant merchant = Merchant.open(receiver.uri(HOOK));
        merchant.repeatAfter(EVERY_SECOND);
        String eventId = merchant.charge().completed();
        receiver.await(HOOK, 1);

        merchant.announce(2, Optional.of(receiver.uri(OTHER)));

        receiver.await(OTHER, 1);
        await().atMost(PATIENCE).until(() -> Tables.state(eventId).equals("delivered"));
        List<String> uris =
                merchant.request().get("/events/" + eventId).jsonPath().getList("webhook_deliveries.uri");
        assertThat(uris).startsWith(receiver.uri(HOOK)).endsWith(receiver.uri(OTHER));
        assertThat(receiver.received(OTHER)).hasSize(1);
    }

    @Test
    void the_address_that_a_charge_names_stays_when_the_account_moves() throws Exception {
        receiver.answers(HOOK, 500);
        Merchant merchant = Merchant.open();
        String eventId = merchant.charge(receiver.uri(HOOK)).completed();
        receiver.await(HOOK, 1);

        merchant.announce(2, Optional.of(receiver.uri(OTHER)));

        await().atMost(PATIENCE).until(() -> Tables.state(eventId).equals("exhausted"));
        assertThat(receiver.received(HOOK)).hasSize(4);
        assertThat(receiver.received(OTHER)).isEmpty();
    }

    @Test
    void without_an_address_an_event_is_given_up_and_says_why() throws Exception {
        receiver.answers(HOOK, 500);
        Merchant merchant = Merchant.open(receiver.uri(HOOK));
        merchant.repeatAfter(EVERY_SECOND);
        String eventId = merchant.charge().completed();
        receiver.await(HOOK, 1);

        merchant.announce(2, Optional.empty());

        await().atMost(PATIENCE).until(() -> Tables.state(eventId).equals("exhausted"));
        merchant.request()
                .get("/events/" + eventId)
                .then()
                .body("webhook_deliveries[-1].status", equalTo(0))
                .body("webhook_deliveries[-1].error", equalTo("account has no webhook endpoint now"));
    }

    @Test
    void what_waits_stands_in_the_queue_of_the_address_that_was_asked_last() throws Exception {
        receiver.answers(HOOK, 500);
        receiver.answers(OTHER, 500);
        Merchant merchant = Merchant.open(receiver.uri(HOOK));
        merchant.repeatAfter(EVERY_SECOND);
        String eventId = merchant.charge().completed();
        receiver.await(HOOK, 1);

        merchant.announce(2, Optional.of(receiver.uri(OTHER)));

        receiver.await(OTHER, 1);
        String waiting = "SELECT state || ' ' || uri FROM deliveries WHERE event_id = ?";
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Tables.text(waiting, eventId)).isEqualTo("due " + receiver.uri(OTHER)));
    }

    @Test
    void what_the_release_before_left_goes_where_it_says() throws Exception {
        Merchant merchant = Merchant.open(receiver.uri(OTHER));

        Tables.insertDueDeliveries(merchant.accountId(), receiver.uri(HOOK), 1);

        receiver.await(HOOK, 1);
        assertThat(receiver.received(OTHER)).isEmpty();
    }

    @Test
    void aLeaseThatNobodyFinishesIsTakenOver() {
        Merchant merchant = Merchant.open();
        String eventId = merchant.charge().completed();
        awaitEvent(merchant, eventId);

        Tables.insertAbandonedDelivery(eventId, receiver.uri(HOOK));

        receiver.await(HOOK, 1);
        awaitAttempts(merchant, eventId, 1);
    }

    @Test
    void moreThanFitsIntoMemoryIsDeliveredAllTheSame() {
        Merchant merchant = Merchant.open(receiver.uri(HOOK));

        List<String> events = IntStream.range(0, 300)
                .mapToObj(i -> merchant.charge().completed())
                .toList();

        receiver.await(HOOK, 300);
        assertThat(receiver.received(HOOK)).extracting(Received::eventId).containsExactlyInAnyOrderElementsOf(events);
    }

    private boolean isHeldBack() {
        return metrics.get("satang.consumer.retrying.seconds")
                        .tag("consumer", "webhook-service")
                        .gauge()
                        .value()
                > 0;
    }

    private static void drip(OutputStream body) throws IOException, InterruptedException {
        while (true) {
            body.write(' ');
            body.flush();
            Thread.sleep(20);
        }
    }

    private static String signature(Received webhook) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET), "HmacSHA256"));
        String signed = webhook.header("Omise-Signature-Timestamp").orElseThrow() + "." + webhook.body();
        return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8)));
    }

    private static void awaitEvent(Merchant merchant, String eventId) {
        await().atMost(PATIENCE)
                .until(() -> merchant.request().get("/events/" + eventId).statusCode() == 200);
    }

    private static void awaitAttempts(Merchant merchant, String eventId, int count) {
        awaitEvent(merchant, eventId);
        await().atMost(PATIENCE).until(() -> attempts(merchant, eventId) >= count);
    }

    private static int attempts(Merchant merchant, String eventId) {
        return merchant.request()
                .get("/events/" + eventId)
                .jsonPath()
                .getList("webhook_deliveries")
                .size();
    }
}
