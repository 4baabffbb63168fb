package io.satang.charge.create;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.TestTopics;
import io.satang.charge.TestTopics.Event;
import io.satang.charge.card.SampleTokens;
import io.satang.charge.card.TestTokens;
import io.satang.charge.source.OffersServiceStandIn;
import io.satang.events.TokenCreated;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyRequest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A payer redeems an offer with a charge: the discount is set aside before anybody is asked for money, or nothing is charged. */
@QuarkusTest
class DiscountTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String DUE =
            "UPDATE provider_operations SET wake_at = now() WHERE id = ? AND wake_at IS NOT NULL";
    private static final String OLD =
            "UPDATE provider_operations SET created_at = now() - interval '61 seconds', wake_at = now() WHERE id = ?";

    @Inject
    TestTokens tokens;

    @Inject
    TestTopics topics;

    @Inject
    TestRows rows;

    @Inject
    Ids ids;

    @Test
    void the_payer_is_charged_less_and_the_charge_shows_both_amounts() {
        JsonPath charge = charged(OffersServiceStandIn.TENTH, "");

        String id = charge.getString("id");
        assertThat(charge.getString("status")).isEqualTo("successful");
        assertThat(charge.getLong("amount")).isEqualTo(90_000);
        assertThat(charge.getLong("captured_amount")).isEqualTo(90_000);
        assertThat(charge.getLong("fee")).isEqualTo(3_285);
        assertThat(charge.getLong("original_amount")).isEqualTo(100_000);
        assertThat(charge.getLong("discount.amount")).isEqualTo(10_000);
        assertThat(charge.getString("discount.card_offer")).isEqualTo(OffersServiceStandIn.TENTH);
        assertThat(charge.getString("discount.offer")).isEqualTo("offr_test_0tenth");
        assertThat(charge.getString("discount.redemption")).startsWith("rdmp_test_");
        assertThat(charge.getList("discount.reasons")).isEmpty();
        assertThat(entries(id)).isEqualTo("sale 90000");
        assertThat(Merchant.SATANG.retrieve(id).getMap("discount")).isEqualTo(charge.getMap("discount"));
        List<Event> events = topics.awaitEvents(id, 2);
        assertThat(events).extracting(event -> event.payload().amount()).containsExactly(100_000L, 90_000L);
        assertThat(events.getLast().payload().object().text()).contains("\"original_amount\":100000");
        assertThat(rows.text("SELECT string_agg(state, ',') FROM provider_operations WHERE charge_id = ?", id))
                .isEqualTo("approved,approved");
    }

    @Test
    void what_was_discounted_is_given_back_as_it_was_paid() {
        String id = charged(OffersServiceStandIn.TENTH, "").getString("id");

        refund(id, 90_001).then().statusCode(400);
        refund(id, 45_000).then().statusCode(200);

        JsonPath charge = Merchant.SATANG.retrieve(id);
        assertThat(charge.getLong("refunded_amount")).isEqualTo(45_000);
        assertThat(charge.getLong("original_amount")).isEqualTo(100_000);
    }

    @Test
    void an_offer_that_is_not_redeemed_fails_the_charge_and_takes_nothing() {
        TokenCreated token = made();
        JsonPath charge = Merchant.succeeded(Merchant.SATANG.charge(form(token, OffersServiceStandIn.REJECTED)));

        String id = charge.getString("id");
        assertThat(charge.getString("status")).isEqualTo("failed");
        assertThat(charge.getString("failure_code")).isEqualTo("offer_rejected");
        assertThat(charge.getString("failure_message"))
                .isEqualTo("the offer cannot be redeemed: paused, below minimum spend");
        assertThat(charge.getList("discount.reasons")).containsExactly("paused", "below_minimum_spend");
        assertThat(charge.getLong("discount.amount")).isZero();
        assertThat(charge.getLong("amount")).isEqualTo(100_000);
        assertThat(charge.getBoolean("paid")).isFalse();
        assertThat(rows.count("SELECT count(*) FROM simulator_entries WHERE charge_id = ?", id))
                .isZero();
        assertThat(Merchant.SATANG.retrieve(id).getString("failure_message"))
                .isEqualTo(charge.getString("failure_message"));
        assertThat(topics.awaitEvents(id, 2))
                .extracting(event -> event.payload().status())
                .containsExactly("pending", "failed");
    }

    @Test
    void a_discount_of_which_nobody_has_heard_is_inquired_about() {
        JsonPath charge = charged(OffersServiceStandIn.UNHEARD, "");

        String id = charge.getString("id");
        assertThat(charge.getString("status")).isEqualTo("pending");
        assertThat(charge.getLong("amount")).isEqualTo(100_000);
        assertThat(charge.getLong("discount.amount")).isZero();
        rows.update(DUE, id + ":reserve");

        awaitStatus(id, "successful");
        assertThat(Merchant.SATANG.retrieve(id).getLong("amount")).isEqualTo(90_000);
        assertThat(entries(id)).isEqualTo("sale 90000");
    }

    @ParameterizedTest
    @ValueSource(strings = {OffersServiceStandIn.SILENT, OffersServiceStandIn.BROKEN})
    void a_discount_that_is_not_known_in_time_is_given_up(String cardOffer) {
        String id = charged(cardOffer, "").getString("id");
        refusedWhileReserving(id);

        rows.update(OLD, id + ":reserve");

        awaitStatus(id, "failed");
        JsonPath failed = Merchant.SATANG.retrieve(id);
        assertThat(failed.getString("failure_code")).isEqualTo("offer_unavailable");
        assertThat(failed.getString("failure_message")).isEqualTo("the offer could not be redeemed in time");
        assertThat(rows.count("SELECT count(*) FROM simulator_entries WHERE charge_id = ?", id))
                .isZero();
        await().atMost(PATIENCE)
                .until(() -> rows.text("SELECT state FROM provider_operations WHERE id = ?", id + ":reserve")
                        .equals("declined"));
    }

    private static void refusedWhileReserving(String id) {
        for (String command : List.of("expire", "reverse", "capture", "mark_as_paid", "mark_as_failed")) {
            assertThat(Merchant.SATANG.command(id, command).statusCode())
                    .as(command)
                    .isEqualTo(400);
        }
        assertThat(Merchant.SATANG.retrieve(id).getString("status")).isEqualTo("pending");
    }

    @Test
    void a_note_on_a_charge_that_waits_for_its_discount_does_not_disturb_it() {
        String id = charged(OffersServiceStandIn.UNHEARD, "").getString("id");

        Merchant.SATANG
                .request()
                .contentType(ContentType.URLENC)
                .body("description=later")
                .patch("/charges/" + id)
                .then()
                .statusCode(200)
                .body("original_amount", equalTo(100_000));
        rows.update(DUE, id + ":reserve");

        awaitStatus(id, "successful");
        assertThat(Merchant.SATANG.retrieve(id).getString("description")).isEqualTo("later");
    }

    @Test
    void what_is_held_and_captured_in_part_is_what_is_left() {
        JsonPath held = charged(OffersServiceStandIn.TENTH, "&capture=false&authorization_type=pre_auth");
        String id = held.getString("id");
        assertThat(held.getLong("authorized_amount")).isEqualTo(90_000);
        assertThat(held.getBoolean("capturable")).isTrue();

        Merchant.SATANG
                .request()
                .contentType(ContentType.URLENC)
                .body("capture_amount=90001")
                .post("/charges/" + id + "/capture")
                .then()
                .statusCode(400);
        Merchant.SATANG
                .request()
                .contentType(ContentType.URLENC)
                .body("capture_amount=30000")
                .post("/charges/" + id + "/capture")
                .then()
                .statusCode(200)
                .body("captured_amount", equalTo(30_000))
                .body("original_amount", equalTo(100_000));
    }

    @Test
    void a_payer_who_is_authenticated_sees_what_is_left_to_pay() {
        JsonPath pending = charged(OffersServiceStandIn.TENTH, "&authentication=3DS&return_uri=" + Merchant.RETURN_URI);
        String uri = pending.getString("authorize_uri");
        String page = uri.substring(uri.indexOf("/payments/"));

        assertThat(pending.getString("status")).isEqualTo("pending");
        assertThat(pending.getLong("amount")).isEqualTo(90_000);
        given().get(page).then().statusCode(200).body(containsString("฿900.00"));
        given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .body("outcome=successful")
                .post(page)
                .then()
                .statusCode(303);

        awaitStatus(pending.getString("id"), "successful");
        assertThat(entries(pending.getString("id"))).isEqualTo("sale 90000");
    }

    @Test
    void a_repeat_with_the_same_key_is_answered_the_same_and_one_with_another_offer_is_not() {
        TokenCreated token = made();
        String key = ids.nextBody();
        String first = keyed(form(token, OffersServiceStandIn.TENTH), key)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(keyed(form(token, OffersServiceStandIn.TENTH), key).asString())
                .isEqualTo(first);
        assertThat(JsonPath.from(first).getLong("amount")).isEqualTo(90_000);
        keyed(form(token, OffersServiceStandIn.REJECTED), key).then().statusCode(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            card_offer=cdof_test_ABC  | not_found   | card offer cdof_test_ABC was not found
            card_offer=offr_test_1    | not_found   | card offer offr_test_1 was not found
            card_offer=cdof_1         | not_found   | card offer cdof_1 was not found
            """)
    void what_cannot_be_the_id_of_a_card_offer_is_not_found_and_the_token_stays_open(
            String more, String code, String message) {
        TokenCreated token = made();

        Merchant.SATANG
                .charge("amount=100000&currency=THB&card=" + token.tokenId() + "&" + more)
                .then()
                .statusCode(404)
                .body("code", equalTo(code))
                .body("message", equalTo(message));

        Merchant.succeeded(Merchant.SATANG.charge(form(token, OffersServiceStandIn.TENTH)));
    }

    @Test
    void only_charges_by_card_and_of_something_redeem_offers() {
        Merchant.SATANG
                .charge("amount=100000&currency=THB&source=src_test_1&card_offer=" + OffersServiceStandIn.TENTH)
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"))
                .body("message", equalTo("card_offer can be redeemed by charges by card only"));
        Merchant.SATANG
                .charge("amount=0&currency=THB&authentication=PASSKEY&return_uri=" + Merchant.RETURN_URI + "&card="
                        + made().tokenId() + "&card_offer=" + OffersServiceStandIn.TENTH)
                .then()
                .statusCode(400)
                .body("message", equalTo("card_offer cannot be redeemed by a charge of nothing"));
    }

    @Test
    void a_charge_that_asks_for_no_offer_shows_nothing_of_one() {
        JsonPath charge =
                Merchant.succeeded(Merchant.SATANG.charge("amount=100000&currency=THB&card=" + made().tokenId()));

        assertThat(charge.getMap("")).doesNotContainKeys("original_amount", "discount", "card_offer");
        assertThat(rows.count("SELECT count(*) FROM charges WHERE id = ? AND discount IS NULL", charge.getString("id")))
                .isEqualTo(1);
    }

    private TokenCreated made() {
        TokenCreated token = SampleTokens.paying();
        tokens.made(token);
        return token;
    }

    private static String form(TokenCreated token, String cardOffer) {
        return "amount=100000&currency=THB&card=" + token.tokenId() + "&card_offer=" + cardOffer;
    }

    private JsonPath charged(String cardOffer, String more) {
        return Merchant.succeeded(Merchant.SATANG.charge(form(made(), cardOffer) + more));
    }

    private static Response keyed(String form, String key) {
        return Merchant.SATANG
                .request()
                .header(IdempotencyRequest.HEADER, key)
                .contentType(ContentType.URLENC)
                .body(form)
                .post("/charges");
    }

    private static Response refund(String id, long amount) {
        return Merchant.SATANG
                .request()
                .contentType(ContentType.URLENC)
                .body("amount=" + amount)
                .post("/charges/" + id + "/refunds");
    }

    private static void awaitStatus(String id, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Merchant.SATANG.retrieve(id).getString("status"))
                        .isEqualTo(status));
    }

    /** What the provider has done for the charge. */
    private String entries(String id) {
        return rows.text(
                "SELECT string_agg(kind || ' ' || amount, ', ') FROM simulator_entries WHERE charge_id = ?", id);
    }
}
