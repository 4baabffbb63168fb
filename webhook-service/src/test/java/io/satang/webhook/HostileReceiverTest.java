package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.satang.webhook.Receiver.Received;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that mean harm or are broken, from a message on a topic to what the merchant is shown. Those that do not answer, drip, send bodies
 * without an end and redirect are in {@link DeliveryTest}, those whose names turn private in {@code EndpointVettingTest}.
 */
@QuarkusTest
class HostileReceiverTest extends MerchantsServer {
    private static final String HOOK = "/hook";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String OK_THAT_GOES_ON = "HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n";
    private static final String BROKEN = "connection to endpoint failed";
    // What the kernel's buffers take beside what is read of an answer.
    private static final long BUFFERS_MAX = 16L * 1024 * 1024;

    @Test
    void one_that_hangs_after_its_headers_is_hung_up_on_and_its_status_counts() throws IOException {
        try (HostileReceiver hostile = new HostileReceiver((answer, number) -> {
            answer.send(OK_THAT_GOES_ON);
            answer.hang();
        })) {
            Merchant merchant = Merchant.open(hostile.uri());

            String event = merchant.charge().completed();

            awaitState(merchant, event, "delivered");
            await().atMost(PATIENCE).until(() -> hostile.hungUp() == 1);
            assertThat(hostile.requests()).isEqualTo(1);
        }
    }

    @Test
    void one_that_resets_in_the_middle_of_its_body_has_answered() throws IOException {
        try (HostileReceiver hostile = new HostileReceiver((answer, number) -> {
            answer.send(OK_THAT_GOES_ON + "half");
            answer.reset();
        })) {
            Merchant merchant = Merchant.open(hostile.uri());

            String event = merchant.charge().completed();

            awaitState(merchant, event, "delivered");
            assertThat(hostile.requests()).isEqualTo(1);
        }
    }

    @Test
    void one_that_resets_in_the_middle_of_its_headers_is_asked_again() throws IOException {
        try (HostileReceiver hostile = new HostileReceiver((answer, number) -> {
            answer.send(number == 1 ? OK.substring(0, 25) : OK);
            answer.reset();
        })) {
            Merchant merchant = Merchant.open(hostile.uri());

            String event = merchant.charge().completed();

            awaitAttempt(merchant, event, BROKEN);
            awaitState(merchant, event, "delivered");
            assertThat(hostile.requests()).isEqualTo(2);
        }
    }

    @Test
    void a_body_of_a_terabyte_is_not_read() throws IOException {
        try (HostileReceiver hostile = new HostileReceiver((answer, number) -> {
            answer.send(OK_THAT_GOES_ON);
            answer.sendForEver("0".repeat(8_192));
        })) {
            Merchant merchant = Merchant.open(hostile.uri());

            String event = merchant.charge().completed();

            awaitState(merchant, event, "delivered");
            await().atMost(PATIENCE).until(() -> hostile.hungUp() == 1);
            assertThat(hostile.written()).isLessThan(BUFFERS_MAX);
        }
    }

    @Test
    void headers_without_an_end_are_not_read() throws IOException {
        try (HostileReceiver hostile = new HostileReceiver((answer, number) -> {
            answer.send("HTTP/1.1 200 OK\r\n");
            answer.sendForEver("X-Filler: " + "0".repeat(1_000) + "\r\n");
        })) {
            Merchant merchant = Merchant.open(hostile.uri());

            String event = merchant.charge().completed();

            awaitAttempt(merchant, event, BROKEN);
            await().atMost(PATIENCE).until(() -> hostile.hungUp() >= 1);
            assertThat(hostile.written()).isLessThan(BUFFERS_MAX * hostile.connections());
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_gets_no_webhook(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.selfSigned(folder, "localhost");
        try (HostileReceiver hostile =
                new HostileReceiver(certificate.serverSocket(), (answer, number) -> answer.send(OK))) {
            Merchant merchant = Merchant.open("https://localhost:" + hostile.port() + HOOK);

            String event = merchant.charge().completed();

            awaitAttempt(merchant, event, "TLS handshake with endpoint failed");
            assertThat(hostile.connections()).isPositive();
            assertThat(hostile.requests()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"seconds", "date"})
    void one_that_is_asked_too_often_is_left_alone_for_as_long_as_it_says(String form) throws Exception {
        Duration pause = Duration.ofMinutes(50);
        String retryAfter = form.equals("seconds") ? Long.toString(pause.toSeconds()) : dateIn(pause);
        receiver.on(HOOK, (exchange, number) -> {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            Receiver.status(exchange, 429);
        });
        Merchant merchant = Merchant.open(receiver.uri(HOOK));
        String first = merchant.charge().completed();
        awaitAttempt(merchant, first, "endpoint answered 429");

        String next = merchant.charge().completed();

        for (String event : List.of(first, next)) {
            await().atMost(PATIENCE)
                    .until(() -> Tables.text(
                                    "SELECT coalesce((SELECT wake_at BETWEEN now() + interval '45 minutes' AND now() + interval '80 minutes'"
                                            + " FROM deliveries WHERE event_id = ? AND state = 'due'), false)::text",
                                    event)
                            .equals("true"));
        }
        event(merchant, next).body("webhook_deliveries", hasSize(0));
        assertThat(receiver.received(HOOK)).hasSize(1);
    }

    @Test
    void an_address_of_a_charge_that_is_gone_ends_its_own_delivery_alone() {
        receiver.answers("/gone", 410);
        Merchant merchant = Merchant.open(receiver.uri(HOOK));

        String event = merchant.charge(receiver.uri("/gone")).completed();

        await().atMost(PATIENCE)
                .untilAsserted(() -> event(merchant, event)
                        .body("deliveries.state.sort()", equalTo(List.of("delivered", "exhausted"))));
        assertThat(receiver.received("/gone")).hasSize(1);
    }

    @Test
    void one_that_fails_every_other_time_gets_everything_and_stays_enabled() {
        receiver.on(HOOK, (exchange, number) -> Receiver.status(exchange, number % 2 == 0 ? 200 : 500));
        Merchant merchant = Merchant.open();
        String endpoint = merchant.request()
                .contentType("application/json")
                .body(Map.of("uri", receiver.uri(HOOK), "retries", Map.of("schedule", List.of(1, 1, 1, 1, 1, 1, 1, 1))))
                .post("/webhook_endpoints")
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        List<String> events = merchant.completeCharges(40);

        await().atMost(PATIENCE)
                .untilAsserted(() -> merchant.request()
                        .get("/events?limit=100")
                        .then()
                        .body("data", hasSize(events.size()))
                        .body("data.deliveries.flatten().state", everyItem(equalTo("delivered"))));
        assertThat(receiver.received(HOOK)).extracting(Received::eventId).containsAll(events);
        merchant.request().get("/webhook_endpoints/" + endpoint).then().body("state", equalTo("enabled"));
        merchant.request()
                .get("/webhook_endpoints/" + endpoint + "/history")
                .then()
                .body("data.state", everyItem(equalTo("enabled")));
    }

    private static String dateIn(Duration pause) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Clock.systemUTC().instant().plus(pause).atZone(ZoneOffset.UTC));
    }

    private static ValidatableResponse event(Merchant merchant, String event) {
        return merchant.request().get("/events/" + event).then();
    }

    private static void awaitState(Merchant merchant, String event, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> event(merchant, event).body("deliveries[0].state", equalTo(state)));
    }

    private static void awaitAttempt(Merchant merchant, String event, String error) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> event(merchant, event).body("webhook_deliveries.error", hasItem(error)));
    }
}
