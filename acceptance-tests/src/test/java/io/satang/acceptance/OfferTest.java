package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An offer programme from the first request to the reward, with payments that the other services take. */
@ExtendWith(RunningPlatform.class)
class OfferTest {
    private static final String ACCOUNT = "account_test_5satang000000000001";
    // A test card that pays; no other test registers it.
    private static final String NUMBER = "5555555555554444";

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
        String card = registered();
        String link = shop.secret()
                .post("/cards/" + card + "/offers", "offer_id=" + offer)
                .ok("id");
        assertThat(shop.secret()
                        .post("/cards/" + card + "/offers", "offer_id=" + offer)
                        .ok("id"))
                .isEqualTo(link);

        String charge = paid();
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

    private String registered() {
        String person = shop.secret()
                .post("/persons", "first_name=Somchai", "last_name=Prasert", "email=somchai@customer.example")
                .ok("id");
        return shop.secret()
                .post(
                        "/cards",
                        "person_id=" + person,
                        "card[name]=Somchai+Prasert",
                        "card[number]=" + NUMBER,
                        "card[expiration_month]=12",
                        "card[expiration_year]=2035")
                .ok("id");
    }

    private String paid() {
        String token = shop.publicKey()
                .post(
                        "/tokens",
                        "card[name]=Somchai+Prasert",
                        "card[number]=" + NUMBER,
                        "card[expiration_month]=12",
                        "card[expiration_year]=2035",
                        "card[security_code]=123")
                .ok("id");
        return shop.secret()
                .post("/charges", "amount=50000", "currency=THB", "card=" + token)
                .ok("id");
    }

    private JsonNode redemptions(String charge) {
        return shop.secret().get("/redemptions?charge=" + charge).ok();
    }
}
