package io.satang.offers.redemption;

import static io.restassured.RestAssured.given;
import static io.satang.offers.Merchants.owner;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.vertx.http.HttpServer;
import io.restassured.response.Response;
import io.satang.offers.Merchants;
import io.satang.offers.Programme;
import io.satang.offers.ServiceTest;
import io.satang.platform.card.CardNumber;
import io.satang.platform.card.Fingerprints;
import io.satang.testing.Topics;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Offers at other merchants than the account itself: whom the operator has told of, and whose payments redeem them. */
@ServiceTest
class MerchantTest {
    @Inject
    HttpServer http;

    @Inject
    Fingerprints fingerprints;

    @ConfigProperty(name = "satang.operator.token")
    String operatorToken;

    @BeforeEach
    void accounts() {
        Merchants.ready();
    }

    @Test
    void payments_at_a_merchant_of_the_catalogue_redeem_the_offer() {
        String number = Programme.number();
        String person = Programme.person();
        String card = Programme.register(person, number).path("id");
        String id = shop();
        put(id, Merchants.OTHER_ACCOUNT).then().statusCode(200).body("id", equalTo(id));
        String offer = Programme.offer(Map.of("merchant_id", id));

        // The number is there at registration only.
        owner().formParam("offer_id", offer)
                .post("/cards/" + card + "/offers")
                .then()
                .statusCode(400)
                .body(
                        "message",
                        equalTo("the card was registered before the offer's merchant was known, register it again"));
        Programme.register(person, number).then().statusCode(200).body("id", equalTo(card));
        Programme.link(card, offer);

        String fingerprint = fingerprints.of(Merchants.OTHER_ACCOUNT, new CardNumber(number));
        Payments there = new Payments(Merchants.OTHER_ACCOUNT, fingerprint, 10_000, now());
        Payments elsewhere = new Payments(
                Merchants.ACCOUNT, fingerprints.of(Merchants.ACCOUNT, new CardNumber(number)), 10_000, now());
        Topics.publish(List.of(elsewhere.complete(), there.complete()));
        await().untilAsserted(() -> owner().queryParam("offer", offer)
                .get("/redemptions")
                .then()
                .body("total", equalTo(1))
                .body("data[0].charge", equalTo(there.charge()))
                .body("data[0].state", equalTo("confirmed")));
    }

    @Test
    void a_merchants_name_keeps_its_meaning_and_only_operators_give_it_one() {
        String id = shop();

        put(id, Merchants.OTHER_ACCOUNT).then().statusCode(200);
        put(id, Merchants.OTHER_ACCOUNT).then().statusCode(200);
        put(id, Merchants.ACCOUNT)
                .then()
                .statusCode(400)
                .body("message", equalTo("the merchant's id is taken by another account's payments"));
        put(id, "account_test_404").then().statusCode(404);
        owner().formParam("id", id).post("/internal/merchants").then().statusCode(404);
        given().port(http.getManagementPort())
                .formParam("id", id)
                .post("/internal/merchants")
                .then()
                .statusCode(401);
    }

    private Response put(String id, String paymentsOf) {
        return given().port(http.getManagementPort())
                .header("Satang-Operator-Token", operatorToken)
                .formParam("account", Merchants.ACCOUNT)
                .formParam("id", id)
                .formParam("payments_of", paymentsOf)
                .post("/internal/merchants");
    }

    // In base 36, as so many decimal digits may happen to be a card's number.
    private static String shop() {
        return "shop" + Long.toString(System.nanoTime(), 36);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
