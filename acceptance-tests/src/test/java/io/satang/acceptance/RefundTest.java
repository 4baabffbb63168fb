package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.acceptance.Inbox.Webhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A merchant gives money back, through the gateway and to the webhook. */
@ExtendWith(RunningPlatform.class)
class RefundTest {
    private final Shop shop;

    RefundTest(Platform platform) {
        this.shop = new Shop(platform.api());
    }

    @Test
    void what_goes_back_is_answered_listed_and_told_to_the_merchant() {
        try (Inbox inbox = Inbox.open()) {
            String charge = paid(inbox);

            JsonNode refund = shop.secret()
                    .post("/charges/" + charge + "/refunds", "amount=15000", "metadata[reason]=broken")
                    .ok();

            String id = refund.path("id").asText();
            assertThat(refund.path("status").asText()).isEqualTo("closed");
            assertThat(shop.secret()
                            .get("/charges/" + charge + "/refunds/" + id)
                            .ok())
                    .isEqualTo(refund);
            assertThat(Json.elements(shop.secret()
                            .get("/charges/" + charge + "/refunds")
                            .ok()
                            .path("data")))
                    .containsExactly(refund);
            assertThat(Json.elements(shop.secret()
                            .get("/refunds?order=reverse_chronological&limit=5")
                            .ok()
                            .path("data")))
                    .contains(refund);
            assertThat(shop.secret()
                            .get("/charges/" + charge)
                            .ok()
                            .path("refunded_amount")
                            .asLong())
                    .isEqualTo(15_000);
            await().until(() -> !inbox.about(id).isEmpty());
            Webhook webhook = inbox.about(id).getFirst();
            assertThat(webhook.key()).isEqualTo("refund.create");
            assertThat(webhook.event().path("data")).isEqualTo(refund);
            assertThat(shop.secret().get("/events/" + webhook.eventId()).ok().path("data"))
                    .isEqualTo(refund);
        }
    }

    @Test
    void what_does_not_go_back_is_refused_as_it_is_documented() {
        try (Inbox inbox = Inbox.open()) {
            String refunds = "/charges/" + paid(inbox) + "/refunds";

            assertThat(shop.secret().post(refunds, "amount=50001").status()).isEqualTo(400);
            assertThat(shop.secret().post(refunds, "amount=text").status()).isEqualTo(400);
            assertThat(shop.other().post(refunds, "amount=1").status()).isEqualTo(404);
            assertThat(shop.publicKey().post(refunds, "amount=1").status()).isEqualTo(403);
            assertThat(shop.anonymous().post(refunds, "amount=1").status()).isEqualTo(401);
            assertThat(shop.secret().get(refunds + "/rfnd_test_none").status()).isEqualTo(404);
        }
    }

    @Test
    void a_charge_that_holds_nothing_is_neither_captured_nor_reversed() {
        String charge = shop.charge().path("id").asText();

        assertThat(shop.secret().post("/charges/" + charge + "/capture").status())
                .isEqualTo(400);
        assertThat(shop.secret().post("/charges/" + charge + "/reverse").status())
                .isEqualTo(400);
    }

    private String paid(Inbox inbox) {
        JsonNode charge = shop.secret()
                .post(
                        "/charges",
                        "amount=50000",
                        "currency=THB",
                        "source[type]=grabpay",
                        "return_uri=" + Shop.RETURN_URI,
                        "webhook_endpoints[]=" + inbox.uri())
                .ok();
        shop.press(charge, "outcome=successful");
        return charge.path("id").asText();
    }
}
