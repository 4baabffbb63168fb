package io.satang.offers.redemption;

import static io.restassured.RestAssured.given;
import static io.satang.offers.Merchants.other;
import static io.satang.offers.Merchants.owner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.vertx.VertxContextSupport;
import io.quarkus.vertx.http.HttpServer;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.satang.offers.Merchants;
import io.satang.offers.Programme;
import io.satang.offers.Rows;
import io.satang.offers.ServiceTest;
import io.satang.platform.card.CardNumber;
import io.satang.platform.card.Fingerprints;
import io.satang.testing.Topics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Discounts are set aside before payers are charged, and what becomes of them the charges' events say. */
@ServiceTest
class ReservationTest {
    @Inject
    HttpServer http;

    @Inject
    Fingerprints fingerprints;

    @Inject
    ReserveDiscounts reservations;

    @Inject
    Rows rows;

    @ConfigProperty(name = "satang.internal.token")
    String internalToken;

    private String card = "";
    private String offer = "";
    private String link = "";
    private String fingerprint = "";

    @BeforeEach
    void accounts() {
        Merchants.ready();
    }

    @Test
    void a_discount_is_set_aside_and_confirmed_by_its_payment() {
        joined(Map.of());
        Payments payment = paying(9_500);

        reserve(payment)
                .statusCode(200)
                .body("state", equalTo("reserved"))
                .body("discount", equalTo(500))
                .body("offer", equalTo(offer))
                .body("reasons", empty());
        String redemption = redemption(payment, "reserved");
        owner().get("/offers/" + offer).then().body("redeemed", equalTo(1));

        Topics.publish(List.of(payment.complete()));

        assertThat(redemption(payment, "confirmed")).isEqualTo(redemption);
        owner().get("/redemptions/" + redemption).then().body("reward", equalTo(500));
        owner().get("/offers/" + offer + "/report")
                .then()
                .body("spend", equalTo(9_500))
                .body("reward", equalTo(500))
                .body("redemptions.reserved", equalTo(1));
    }

    @Test
    void a_payment_that_comes_to_nothing_gives_the_place_to_another() {
        joined(Map.of("redemptions_total", "1", "budget[limit]", "500"));
        Payments failed = paying(9_500);
        reserve(failed).body("state", equalTo("reserved"));
        Payments early = paying(9_500);
        reserve(early)
                .body("state", equalTo("rejected"))
                .body("discount", equalTo(0))
                .body("reasons", contains("offer_limit_reached", "budget_exhausted"));
        assertThat(reasons(early)).containsExactly("offer_limit_reached", "budget_exhausted");

        Topics.publish(List.of(failed.expired()));
        redemption(failed, "released");

        reserve(paying(9_500)).body("state", equalTo("reserved"));
    }

    @Test
    void a_charge_that_asks_again_is_answered_the_same() {
        joined(Map.of());
        Payments payment = paying(9_500);
        find(payment).statusCode(404);

        String redemption = reserve(payment).extract().path("redemption");
        reserve(payment).body("redemption", equalTo(redemption)).body("discount", equalTo(500));
        find(payment).statusCode(200).body("redemption", equalTo(redemption)).body("state", equalTo("reserved"));

        assertThat(rows.count("SELECT reserved FROM offers WHERE id = ?", offer))
                .isEqualTo(1);
    }

    @Test
    void who_asks_once_the_charge_has_ended_gets_nothing() {
        joined(Map.of());
        Payments payment = paying(9_500);
        Topics.publish(List.of(payment.expired()));
        await().until(() -> rows.count("SELECT count(*) FROM payments WHERE charge_id = ?", payment.charge()) == 1);

        reserve(payment).body("state", equalTo("rejected")).body("reasons", contains("not_paid"));

        assertThat(rows.count("SELECT reserved FROM offers WHERE id = ?", offer))
                .isZero();
    }

    @Test
    void a_merchant_that_takes_or_keeps_less_has_given_the_same_part_of_it() {
        joined(Map.of("min_spend", "10000"));
        Payments payment = paying(9_500);
        reserve(payment).body("discount", equalTo(500));

        Topics.publish(List.of(payment.held()));
        redemption(payment, "pending");
        Topics.publish(List.of(payment.captured(4_750), payment.refunded(950)));

        String redemption = redemption(payment, "confirmed");
        await().untilAsserted(() -> owner().get("/redemptions/" + redemption)
                .then()
                .body("reward", equalTo(250))
                .body("clawed_back", equalTo(50)));
        assertThat(rows.count("SELECT spent FROM offer_budgets WHERE offer_id = ?", offer))
                .isEqualTo(200);
    }

    @Test
    void every_rule_that_is_not_fulfilled_is_named() {
        joined(Map.of("min_spend", "20000", "reward[percent]", "90", "channels[]", "in_store"));
        owner().formParam("state", "paused").patch("/offers/" + offer).then().statusCode(200);

        reserve(paying(9_500))
                .body("state", equalTo("rejected"))
                .body("redemption", nullValue())
                .body("reasons", contains("paused", "other_channel", "below_minimum_spend", "below_minimum_charge"));
    }

    @Test
    void a_new_customer_has_one_discount_also_before_the_first_payment_is_heard_of() {
        joined(Map.of("new_customer_days", "90"));
        Payments first = paying(9_500);
        Payments second = paying(9_500);

        reserve(first).body("state", equalTo("reserved"));
        reserve(second).body("state", equalTo("rejected")).body("reasons", contains("not_a_new_customer"));
        reserve(first).body("state", equalTo("reserved"));
        Topics.publish(List.of(first.expired()));
        redemption(first, "released");

        reserve(paying(9_500)).body("state", equalTo("reserved"));
    }

    @Test
    void what_a_charge_can_never_redeem_leaves_nothing_behind() {
        joined(Map.of());
        Payments payment = paying(9_500);

        reserve(payment, Map.of("card_offer", "cdof_test_5satang000000000404"))
                .body("reasons", contains("unknown_card_offer"));
        reserve(payment, Map.of("account_id", Merchants.OTHER_ACCOUNT)).body("reasons", contains("unknown_card_offer"));
        reserve(payment, Map.of("livemode", true)).body("reasons", contains("unknown_card_offer"));
        reserve(payment, Map.of("fingerprint", "another")).body("reasons", contains("other_card"));
        String cashback = link;
        joined(Map.of("benefit", "cashback"));
        reserve(payment).body("reasons", contains("not_a_discount"));

        owner().queryParam("charge", payment.charge())
                .get("/redemptions")
                .then()
                .body("total", equalTo(0));
        link = cashback;
        find(payment).statusCode(404);
    }

    @Test
    void a_payment_that_did_not_ask_for_the_discount_has_none() {
        joined(Map.of());
        Payments payment = paying(10_000);

        Topics.publish(List.of(payment.complete()));

        await().untilAsserted(() -> owner().queryParam("charge", payment.charge())
                .get("/cards/" + card + "/offers/" + offer + "/explain")
                .then()
                .statusCode(200)
                .body("qualified", equalTo(false))
                .body("reasons", contains("not_requested")));
    }

    @Test
    void what_nobody_confirms_is_released_once_the_charge_can_no_longer_be_paid() throws Throwable {
        joined(Map.of());
        Payments young = paying(9_500);
        reserve(young, Map.of("charge_expires_at", at(Duration.ofDays(6).negated())));
        Payments old = paying(9_500);
        reserve(old, Map.of("charge_expires_at", at(Duration.ofDays(8).negated())));

        VertxContextSupport.subscribeAndAwait(() -> reservations.releaseOverdue(10));

        redemption(old, "released");
        redemption(young, "reserved");
        assertThat(rows.count("SELECT released FROM offers WHERE id = ?", offer))
                .isEqualTo(1);
    }

    @Test
    void only_services_ask_and_what_they_ask_has_to_make_sense() {
        joined(Map.of());
        Payments payment = paying(9_500);

        given().port(http.getManagementPort())
                .post("/internal/reservations/" + payment.charge())
                .then()
                .statusCode(401);
        owner().post("/internal/reservations/" + payment.charge()).then().statusCode(404);
        reserve(payment, Map.of("amount", 0)).statusCode(400);
        reserve(payment, Map.of("currency", "XXX")).statusCode(400);
        asService().body("{}").post("/internal/reservations/chrg_404").then().statusCode(400);
        other().get("/redemptions").then().statusCode(200);
    }

    private void joined(Map<String, Object> more) {
        Map<String, Object> terms = new HashMap<>(Map.of("benefit", "discount"));
        terms.putAll(more);
        String number = Programme.number();
        card = Programme.card(number);
        fingerprint = fingerprints.of(Merchants.ACCOUNT, new CardNumber(number));
        offer = Programme.offer(terms);
        link = Programme.link(card, offer);
    }

    private Payments paying(long amount) {
        return new Payments(fingerprint, amount, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private ValidatableResponse reserve(Payments payment) {
        return reserve(payment, Map.of());
    }

    private ValidatableResponse reserve(Payments payment, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "account_id",
                Merchants.ACCOUNT,
                "card_offer",
                link,
                "fingerprint",
                fingerprint,
                "amount",
                10_000,
                "least_amount",
                2_000,
                "currency",
                "THB",
                "charge_expires_at",
                at(Duration.ofDays(7))));
        body.putAll(more);
        return asService()
                .body(body)
                .post("/internal/reservations/" + payment.charge())
                .then();
    }

    private ValidatableResponse find(Payments payment) {
        return asService()
                .queryParam("card_offer", link)
                .get("/internal/reservations/" + payment.charge())
                .then();
    }

    private RequestSpecification asService() {
        return given().port(http.getManagementPort())
                .header("Satang-Internal-Token", internalToken)
                .contentType(ContentType.JSON);
    }

    private static String at(Duration fromNow) {
        return Instant.now().plus(fromNow).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The id of the payment's only redemption, once it is in this state. */
    private static String redemption(Payments payment, String state) {
        await().untilAsserted(() -> owner().queryParam("charge", payment.charge())
                .get("/redemptions")
                .then()
                .body("total", equalTo(1))
                .body("data[0].state", equalTo(state)));
        return owner().queryParam("charge", payment.charge())
                .get("/redemptions")
                .path("data[0].id");
    }

    private static List<String> reasons(Payments payment) {
        return owner().queryParam("charge", payment.charge())
                .get("/redemptions")
                .path("data[0].reasons");
    }
}
