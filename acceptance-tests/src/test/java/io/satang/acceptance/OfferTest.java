package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.acceptance.Inbox.Webhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An offer programme from the first request to the reward, with payments that the other services take. */
@ExtendWith(RunningPlatform.class)
class OfferTest {
    private static final String ACCOUNT = "account_test_5satang000000000001";
    // Cards that pay; no other test registers them.
    private static final String NUMBER = "5555555555554444";
    private static final String OTHER_NUMBER = "5105105105105100";

    private final Shop shop;

    OfferTest(Platform platform) {
        this.shop = new Shop(platform.api());
    }

    @Test
    void a_payment_with_a_card_that_has_joined_earns_its_reward_and_a_refund_takes_its_part_back() {
        String offer = shop.secret()
                .post(
                        "/offers",
                        "merchant_id=" + ACCOUNT,
                        "name=Acceptance",
                        "reward[type]=percent",
                        "reward[percent]=10",
                        "redemptions_total=100",
                        "budget[limit]=1000000")
                .ok("id");
        String card = shop.register(NUMBER);
        String link = shop.secret()
                .post("/cards/" + card + "/offers", "offer_id=" + offer)
                .ok("id");
        assertThat(shop.secret()
                        .post("/cards/" + card + "/offers", "offer_id=" + offer)
                        .ok("id"))
                .isEqualTo(link);

        String charge = paid(NUMBER);
        await().until(() -> redemptions(charge).path("total").asInt() == 1);
        JsonNode redemption = redemptions(charge).path("data").path(0);
        assertThat(redemption.path("offer").asText()).isEqualTo(offer);
        assertThat(redemption.path("state").asText()).isEqualTo("confirmed");
        assertThat(redemption.path("reward").asLong()).isEqualTo(5_000);

        shop.secret().post("/charges/" + charge + "/refunds", "amount=12500").ok();
        await().until(() ->
                redemptions(charge).path("data").path(0).path("clawed_back").asLong() == 1_250);
        JsonNode report = shop.secret().get("/offers/" + offer + "/report").ok();
        assertThat(report.path("spend").asLong()).isEqualTo(50_000);
        assertThat(report.path("budget").path("spent").asLong()).isEqualTo(3_750);
        assertThat(shop.secret()
                        .get("/cards/" + card + "/offers/" + offer + "/explain?charge=" + charge)
                        .ok()
                        .path("qualified")
                        .asBoolean())
                .isTrue();
        assertThat(shop.other().get("/offers/" + offer).status()).isEqualTo(404);
        assertThat(shop.secret().get("/persons").ok("object")).isEqualTo("list");
        assertThat(shop.secret().get("/cards/" + card).ok("fingerprint")).isNotEmpty();
    }

    @Test
    void who_runs_the_programme_is_told_of_it_by_signed_webhooks() {
        try (Inbox inbox = Inbox.open()) {
            shop.sendWebhooksTo(inbox);
            String offer = shop.secret()
                    .post(
                            "/offers",
                            "merchant_id=" + ACCOUNT,
                            "name=Told",
                            "reward[type]=flat",
                            "reward[amount]=1000",
                            "redemptions_total=1")
                    .ok("id");
            String card = shop.register(OTHER_NUMBER);
            String link = shop.secret()
                    .post("/cards/" + card + "/offers", "offer_id=" + offer)
                    .ok("id");
            String charge = paid(OTHER_NUMBER);
            await().until(() -> redemptions(offer, charge).path("total").asInt() == 1);
            String redemption =
                    redemptions(offer, charge).path("data").path(0).path("id").asText();

            await().untilAsserted(() -> {
                assertThat(inbox.about(redemption)).extracting(Webhook::key).containsOnly("offer.redeemed");
                assertThat(inbox.about(link)).extracting(Webhook::key).containsOnly("card.linked");
                assertThat(inbox.about(offer))
                        .extracting(Webhook::key)
                        .containsOnly("offer.live", "offer.budget_exhausted");
            });
            Webhook webhook = inbox.about(redemption).getFirst();
            assertThat(webhook.signature())
                    .hasValue(WebhookTest.signature(webhook.timestamp().orElseThrow(), webhook.body()));
            JsonNode data = webhook.event().path("data");
            assertThat(data.path("charge").asText()).isEqualTo(charge);
            assertThat(data.path("reward").asLong()).isEqualTo(1_000);
            assertThat(webhook.event().path("version").asLong()).isEqualTo(1);
            JsonNode event = shop.secret().get("/events/" + webhook.eventId()).ok();
            assertThat(event.path("key").asText()).isEqualTo("offer.redeemed");
            assertThat(event.path("data")).isEqualTo(data);
            shop.secret().delete("/cards/" + card + "/offers/" + offer).ok();
            await().until(() -> inbox.about(link).stream().map(Webhook::key).anyMatch("card.unlinked"::equals));
        } finally {
            shop.stopWebhooks();
        }
    }

    private String paid(String number) {
        String token = shop.token(number).path("id").asText();
        return shop.secret()
                .post("/charges", "amount=50000", "currency=THB", "card=" + token)
                .ok("id");
    }

    private JsonNode redemptions(String offer, String charge) {
        return shop.secret()
                .get("/redemptions?offer=" + offer + "&charge=" + charge)
                .ok();
    }

    private JsonNode redemptions(String charge) {
        return shop.secret().get("/redemptions?charge=" + charge).ok();
    }
}
