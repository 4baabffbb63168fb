package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Payers redeem offers while they pay: with the offers-service, the charge-service and the provider of test mode. */
@ExtendWith(RunningPlatform.class)
class DiscountTest {
    private static final String ACCOUNT = "account_test_5satang000000000001";
    // Cards that no other test registers.
    private static final String NUMBER = "3530111333300000";
    private static final String OTHER_NUMBER = "5454545454545454";
    private static final String FAILING_NUMBER = "4111111111140011";
    private static final Map<String, String> CARDS = new ConcurrentHashMap<>();

    private final Shop shop;

    DiscountTest(Platform platform) {
        this.shop = new Shop(platform.api());
    }

    @Test
    void a_discount_is_taken_off_the_payment_that_asks_for_it_and_confirmed_by_it() {
        String offer = discount("redemptions_total=1", "min_spend=40000");
        String link = linked(offer, OTHER_NUMBER);

        JsonNode tooLittle = redeeming(OTHER_NUMBER, link, "amount=30000");
        assertThat(tooLittle.path("status").asText()).isEqualTo("failed");
        assertThat(tooLittle.path("failure_code").asText()).isEqualTo("offer_rejected");
        assertThat(tooLittle.path("failure_message").asText())
                .isEqualTo("the offer cannot be redeemed: below minimum spend");
        assertThat(tooLittle.at("/discount/reasons/0").asText()).isEqualTo("below_minimum_spend");

        JsonNode charge = redeeming(OTHER_NUMBER, link, "amount=50000");
        assertThat(charge.path("status").asText()).isEqualTo("successful");
        assertThat(charge.path("amount").asLong()).isEqualTo(45_000);
        assertThat(charge.path("original_amount").asLong()).isEqualTo(50_000);
        assertThat(charge.at("/discount/amount").asLong()).isEqualTo(5_000);
        assertThat(charge.at("/discount/card_offer").asText()).isEqualTo(link);
        assertThat(charge.at("/discount/offer").asText()).isEqualTo(offer);
        JsonNode redemption = awaitRedemption(charge, "confirmed");
        assertThat(redemption.path("id").asText())
                .isEqualTo(charge.at("/discount/redemption").asText());
        assertThat(redemption.path("reward").asLong()).isEqualTo(5_000);

        assertThat(redeeming(OTHER_NUMBER, link, "amount=50000")
                        .at("/discount/reasons/0")
                        .asText())
                .isEqualTo("offer_limit_reached");
        shop.secret()
                .post("/charges/" + charge.path("id").asText() + "/refunds", "amount=9000")
                .ok();
        await().until(() ->
                awaitRedemption(charge, "confirmed").path("clawed_back").asLong() == 1_000);
        JsonNode report = shop.secret().get("/offers/" + offer + "/report").ok();
        assertThat(report.path("spend").asLong()).isEqualTo(45_000);
        assertThat(report.at("/redemptions/reserved").asLong()).isEqualTo(1);
        assertThat(report.at("/redemptions/rejected").asLong()).isEqualTo(2);
    }

    @Test
    void a_discount_whose_payment_fails_or_is_given_up_is_free_again() {
        String offer = discount("redemptions_total=1");
        String failing = linked(offer, FAILING_NUMBER);
        String paying = linked(offer, OTHER_NUMBER);

        JsonNode failed = redeeming(FAILING_NUMBER, failing, "amount=50000");
        assertThat(failed.path("failure_code").asText()).isEqualTo("insufficient_fund");
        assertThat(failed.at("/discount/amount").asLong()).isEqualTo(5_000);
        awaitRedemption(failed, "released");

        JsonNode held = redeeming(OTHER_NUMBER, paying, "amount=50000", "capture=false");
        assertThat(held.path("authorized_amount").asLong()).isEqualTo(45_000);
        awaitRedemption(held, "reserved");
        shop.secret().post("/charges/" + held.path("id").asText() + "/reverse").ok();
        awaitRedemption(held, "released");

        assertThat(redeeming(OTHER_NUMBER, paying, "amount=50000").path("paid").asBoolean())
                .isTrue();
        JsonNode report = shop.secret().get("/offers/" + offer + "/report").ok();
        assertThat(report.at("/redemptions/reserved").asLong()).isEqualTo(3);
        assertThat(report.at("/redemptions/released").asLong()).isEqualTo(2);
    }

    @Test
    void what_an_account_cannot_redeem_fails_its_charge_or_is_refused() {
        String link = linked(discount(), OTHER_NUMBER);

        assertThat(redeeming(NUMBER, link, "amount=50000")
                        .at("/discount/reasons/0")
                        .asText())
                .isEqualTo("other_card");
        assertThat(redeeming(NUMBER, "cdof_test_5satang000000000404", "amount=50000")
                        .at("/discount/reasons/0")
                        .asText())
                .isEqualTo("unknown_card_offer");
        assertThat(shop.secret()
                        .post("/charges", "amount=50000", "currency=THB", "card=" + token(NUMBER), "card_offer=cdof_1")
                        .status())
                .isEqualTo(404);
        assertThat(shop.secret()
                        .post(
                                "/charges",
                                "amount=50000",
                                "currency=THB",
                                "source[type]=promptpay",
                                "card_offer=" + link)
                        .status())
                .isEqualTo(400);
    }

    private String discount(String... more) {
        String[] fields = Stream.concat(
                        Stream.of(
                                "merchant_id=" + ACCOUNT,
                                // Many digits could be taken for those of a card.
                                "name=Discount+" + UUID.randomUUID().toString().replaceAll("[0-9]", "x"),
                                "benefit=discount",
                                "reward[type]=percent",
                                "reward[percent]=10"),
                        Stream.of(more))
                .toArray(String[]::new);
        return shop.secret().post("/offers", fields).ok("id");
    }

    private String linked(String offer, String number) {
        return shop.secret()
                .post("/cards/" + registered(number) + "/offers", "offer_id=" + offer)
                .ok("id");
    }

    private JsonNode redeeming(String number, String link, String... more) {
        String[] fields = Stream.concat(
                        Stream.of("currency=THB", "card=" + token(number), "card_offer=" + link), Stream.of(more))
                .toArray(String[]::new);
        return shop.secret().post("/charges", fields).ok();
    }

    /** The charge's redemption of what it has asked for, once it is in this state. */
    private JsonNode awaitRedemption(JsonNode charge, String state) {
        String id = charge.at("/discount/redemption").asText();
        await().until(() -> shop.secret().get("/redemptions/" + id).ok("state").equals(state));
        return shop.secret().get("/redemptions/" + id).ok();
    }

    /** A card is one person's, however often it is registered. */
    private String registered(String number) {
        return CARDS.computeIfAbsent(number, shop::register);
    }

    private String token(String number) {
        return shop.token(number).path("id").asText();
    }
}
