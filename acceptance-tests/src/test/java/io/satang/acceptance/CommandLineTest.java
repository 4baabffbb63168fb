package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.acceptance.Inbox.Webhook;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands tell of payments and their webhooks, against the running platform. */
@ExtendWith(RunningPlatform.class)
class CommandLineTest {
    private final Platform platform;
    private final Shop shop;

    CommandLineTest(Platform platform) {
        this.platform = platform;
        this.shop = new Shop(platform.api());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "charge.create",
                "charge.complete",
                "charge.expire",
                "charge.update",
                "charge.capture",
                "charge.reverse",
                "refund.create",
                "customer.create"
            })
    void what_is_triggered_happens_and_its_events_are_told(String key) {
        List<String> said = run("trigger", key);

        assertThat(said.getFirst()).matches("(chrg|rfnd|cust)_test_[0-9a-z]+");
        assertThat(said).anyMatch(line -> line.contains("evnt_test_") && line.contains(key));
    }

    @Test
    void a_failure_can_be_triggered_as_often_as_one_likes() {
        List<String> said = run(
                "trigger", "charge.complete", "--type", "points_citi", "--fail", "insufficient_fund", "--count", "2");

        assertThat(said.stream().filter(line -> line.startsWith("chrg_test_"))).hasSize(2);
        assertThat(said).anyMatch(line -> line.contains("failed/insufficient_fund"));
    }

    @Test
    void the_timeline_of_a_charge_goes_from_its_request_to_every_attempt_to_tell() {
        try (Inbox inbox = Inbox.open()) {
            String charge = shop.secret()
                    .post(
                            "/charges",
                            "amount=400000",
                            "currency=THB",
                            "source[type]=promptpay",
                            "webhook_endpoints[]=" + inbox.uri())
                    .ok("id");
            shop.secret().post("/charges/" + charge + "/mark_as_paid").ok();
            await().until(() -> inbox.about(charge).size() == 2);

            await().untilAsserted(() -> {
                List<String> said = run("charge", charge);
                assertThat(said.getFirst()).contains(charge, "4000.00 THB", "successful");
                assertThat(said.stream().map(line -> line.replaceFirst("^\\S+ \\S+  ", "")))
                        .anyMatch(line -> line.equals("created  4000.00 THB  by promptpay"))
                        .anyMatch(line -> line.startsWith("charge.create  pending  evnt_test_"))
                        .anyMatch(line -> line.startsWith("paid"))
                        .anyMatch(line -> line.startsWith("  charge.complete attempt 1  " + inbox.uri() + "  200  "));
            });
        }
    }

    @Test
    void an_event_that_was_not_delivered_is_found_and_sent_again() {
        try (Inbox inbox = Inbox.open()) {
            String charge = shop.secret()
                    .post(
                            "/charges",
                            "amount=400000",
                            "currency=THB",
                            "source[type]=promptpay",
                            "webhook_endpoints[]=http://127.0.0.1:9/nobody")
                    .ok("id");
            await().untilAsserted(() -> assertThat(run("events", "--failed", "--charge", charge))
                    .anyMatch(line -> line.contains("charge.create") && line.contains("FAILED")));
            String event = shop.secret()
                    .get("/events?object=" + charge)
                    .ok()
                    .path("data")
                    .path(0)
                    .path("id")
                    .asText();

            List<String> said = run("resend", event, "--to", inbox.uri().toString());

            assertThat(said).containsExactly(inbox.uri() + " answers 200");
            Webhook sent = inbox.all().getFirst();
            assertThat(sent.eventId()).isEqualTo(event);
            assertThat(String.join("\n", run("events", "show", event, "--body")))
                    .isEqualTo(sent.body());
            assertThat(run("events", "show", event, "--headers"))
                    .anyMatch(line -> line.startsWith("Omise-Signature: "));
            assertThat(run("events", "resend", event)).anyMatch(line -> line.startsWith("sent again"));
        }
    }

    @Test
    void events_are_followed() {
        try (Terminal following = start("events", "-n", "1", "-f")) {
            await().until(() -> !following.lines().isEmpty());

            JsonNode charge = shop.charge();

            assertThat(following.awaitLine(charge.path("id").asText())).contains("charge.create", "4000.00 THB");
        }
    }

    @Test
    void the_doctor_says_what_is_well_and_what_is_not() {
        try (Terminal doctor = start("doctor")) {
            doctor.awaitEnd();
            assertThat(platform.processes()).allSatisfy(process -> doctor.awaitLine("ok    " + process + " "));
            assertThat(doctor.lines()).anyMatch(line -> line.contains("charges are past their deadline"));
        }
        platform.takeAway("console");
        try (Terminal doctor = start("doctor", "--json")) {
            assertThat(doctor.awaitEnd()).isEqualTo(1);
            JsonNode found = Json.read(String.join("\n", doctor.lines()));
            assertThat(found.path("health").asText()).isEqualTo("red");
            assertThat(found.path("checks").toString()).contains("{\"name\":\"console\",\"health\":\"red\"");
        } finally {
            platform.bringBack("console");
        }
    }

    @Test
    void of_a_platform_elsewhere_the_doctor_sees_what_a_merchant_sees() {
        try (Terminal doctor =
                Terminal.start("doctor", "--url", platform.baseUrl().toString())) {
            assertThat(doctor.awaitEnd()).isZero();
            assertThat(doctor.lines())
                    .anyMatch(line -> line.contains("charge-service") && line.contains("answers within"));
        }
        try (Terminal doctor = Terminal.start("doctor", "--url", "http://127.0.0.1:9")) {
            assertThat(doctor.awaitEnd()).isEqualTo(1);
            assertThat(doctor.lines()).anyMatch(line -> line.contains("nothing answers at http://127.0.0.1:9"));
        }
    }

    private List<String> run(String... command) {
        try (Terminal terminal = start(command)) {
            assertThat(terminal.awaitEnd())
                    .as(() -> terminal.lines().toString())
                    .isZero();
            return terminal.lines();
        }
    }

    private Terminal start(String... command) {
        return Terminal.start(Stream.concat(
                        Stream.of(command),
                        Stream.of("--state", platform.state().toString()))
                .toArray(String[]::new));
    }
}
