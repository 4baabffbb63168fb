package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.acceptance.Inbox.Webhook;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a merchant's endpoint receives, and what the API says of it afterwards. */
@ExtendWith(RunningPlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookTest {

    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final Inbox inbox = Inbox.open();
    private final Shop shop;

    WebhookTest(Platform platform) {
        this.shop = new Shop(platform.api());
    }

    @BeforeAll
    void webhooksGoToTheInbox() {
        shop.sendWebhooksTo(inbox);
    }

    @AfterAll
    void webhooksGoNowhere() {
        shop.stopWebhooks();
        inbox.close();
    }

    @Test
    void a_payment_sends_charge_create_and_charge_complete() {
        String charge = paidCharge();

        assertThat(received(charge, 2))
                .extracting(Webhook::key)
                .containsExactlyInAnyOrder("charge.create", "charge.complete");
    }

    @Test
    void each_webhook_is_a_signed_json_post() {
        for (Webhook webhook : received(paidCharge(), 2)) {
            assertThat(webhook.method()).isEqualTo("POST");
            assertThat(webhook.contentType()).hasValue("application/json");
            assertThat(webhook.signature())
                    .hasValue(signature(webhook.timestamp().orElseThrow(), webhook.body()));
            assertThat(Instant.ofEpochSecond(Long.parseLong(webhook.timestamp().orElseThrow())))
                    .isBetween(
                            Instant.now().minus(CLOCK_DIFFERENCE), Instant.now().plus(CLOCK_DIFFERENCE));
        }
    }

    @Test
    void the_event_holds_the_charge_as_it_was_then() {
        String charge = paidCharge();

        for (Webhook webhook : received(charge, 2)) {
            JsonNode data = webhook.event().path("data");
            String expected = webhook.key().equals("charge.create") ? "pending" : "successful";
            assertThat(data.path("object").asText()).isEqualTo("charge");
            assertThat(data.path("status").asText()).isEqualTo(expected);
        }
    }

    @Test
    void the_events_api_shows_the_same_events_under_the_same_ids() {
        String charge = paidCharge();

        for (Webhook webhook : received(charge, 2)) {
            JsonNode event = shop.secret().get("/events/" + webhook.eventId()).ok();
            assertThat(event.path("key").asText()).isEqualTo(webhook.key());
            assertThat(event.path("data")).isEqualTo(webhook.event().path("data"));
        }
        assertThat(Json.elements(shop.secret()
                                .get("/charges/" + charge + "/events")
                                .ok()
                                .path("data"))
                        .map(event -> event.path("id").asText()))
                .containsExactlyInAnyOrderElementsOf(inbox.about(charge).stream()
                        .map(Webhook::eventId)
                        .distinct()
                        .toList());
    }

    @Test
    void a_delivery_is_recorded_on_its_event() {
        Webhook webhook = received(paidCharge(), 2).getFirst();

        await().untilAsserted(() -> {
            JsonNode deliveries =
                    shop.secret().get("/events/" + webhook.eventId()).ok().path("webhook_deliveries");
            assertThat(Json.elements(deliveries)).singleElement().satisfies(delivery -> {
                assertThat(delivery.path("object").asText()).isEqualTo("webhook_delivery");
                assertThat(delivery.path("uri").asText()).isEqualTo(inbox.uri().toString());
                assertThat(delivery.path("status").asInt()).isEqualTo(200);
            });
        });
    }

    @Test
    void another_accounts_events_are_not_found() {
        Webhook webhook = received(paidCharge(), 2).getFirst();

        Reply reply = shop.other().get("/events/" + webhook.eventId());

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.errorCode()).isEqualTo("not_found");
    }

    @Test
    void a_failed_payment_completes_too_and_tells_why() {
        JsonNode charge = shop.charge();

        shop.press(charge, "outcome=failed", "failure_code=insufficient_fund");

        JsonNode data = received(charge.path("id").asText(), 2).stream()
                .filter(webhook -> webhook.key().equals("charge.complete"))
                .findFirst()
                .orElseThrow()
                .event()
                .path("data");
        assertThat(data.path("status").asText()).isEqualTo("failed");
        assertThat(data.path("failure_code").asText()).isEqualTo("insufficient_fund");
    }

    @Test
    void an_expired_charge_sends_charge_expire() {
        String charge = shop.charge().path("id").asText();

        shop.secret().post("/charges/" + charge + "/expire").ok();

        assertThat(received(charge, 2))
                .extracting(Webhook::key)
                .containsExactlyInAnyOrder("charge.create", "charge.expire");
    }

    @Test
    void a_charges_own_endpoint_receives_its_events_too() {
        try (Inbox own = Inbox.open()) {
            String charge = shop.secret()
                    .post(
                            "/charges",
                            "amount=400000",
                            "currency=THB",
                            "return_uri=http://example.com/",
                            "source[type]=points_citi",
                            "webhook_endpoints[]=" + own.uri())
                    .ok("id");

            await().untilAsserted(() ->
                    assertThat(own.about(charge)).extracting(Webhook::key).containsExactly("charge.create"));
            assertThat(received(charge, 1))
                    .extracting(Webhook::eventId)
                    .containsExactly(own.about(charge).getFirst().eventId());
        }
    }

    private String paidCharge() {
        JsonNode charge = shop.charge();
        shop.press(charge, "outcome=successful");
        return charge.path("id").asText();
    }

    private List<Webhook> received(String charge, int events) {
        await().untilAsserted(() -> assertThat(
                        inbox.about(charge).stream().map(Webhook::eventId).distinct())
                .hasSize(events));
        return inbox.about(charge);
    }

    /** What proves that the body was sent by the platform at that time. */
    static String signature(String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(Platform.WEBHOOK_SECRET), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((timestamp + "." + body).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
