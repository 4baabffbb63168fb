package io.satang.charge.create;

import static io.restassured.RestAssured.given;
import static io.satang.charge.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.satang.charge.Merchant;
import io.satang.charge.Merchants;
import io.satang.charge.TestRows;
import io.satang.charge.card.SampleTokens;
import io.satang.charge.card.TestTokens;
import io.satang.charge.customer.TestCards;
import io.satang.events.TokenCreated;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is authenticated before there is money: where the request or the account says so (reference omise-api §8.8, §9.2). */
@QuarkusTest
class PayerAuthenticationTest {
    private static final String RETURN = "&return_uri=" + Merchant.RETURN_URI;

    @Inject
    TestTokens tokens;

    @Inject
    TestCards cards;

    @Inject
    Merchants merchants;

    @Inject
    TestRows rows;

    @Test
    void an_account_can_demand_that_payers_are_authenticated() {
        Merchant merchant = merchants.openAuthenticating();

        JsonPath pending = charged(merchant, "amount=100000" + RETURN);

        assertThat(pending.getString("status")).isEqualTo("pending");
        assertThat(pending.getString("authorize_uri")).contains("/payments/paym_test_");
        press(pending);
        assertThat(merchant.retrieve(pending.getString("id")).getString("status"))
                .isEqualTo("successful");
    }

    @Test
    void an_account_that_demands_nothing_charges_at_once() {
        assertThat(charged(merchants.open(), "amount=100000" + RETURN).getString("status"))
                .isEqualTo("successful");
    }

    @Test
    void a_payer_who_has_to_be_authenticated_needs_a_way_back() {
        Merchant merchant = merchants.openAuthenticating();
        String token = token(merchant);

        refused(
                merchant.charge("amount=100000&currency=THB&card=" + token),
                400,
                "bad_request",
                "return uri cannot be blank");

        assertThat(Merchant.succeeded(merchant.charge("amount=100000&currency=THB&card=" + token + RETURN))
                        .getString("status"))
                .as("the token was left alone")
                .isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction_indicator=MIT", "first_charge=chrg_test_1&recurring_reason=subscription"})
    void a_customer_who_is_not_there_is_not_asked(String form) {
        Merchant merchant = merchants.openAuthenticating();

        JsonPath charge = Merchant.succeeded(merchant.charge(ofCustomer(merchant) + "&" + form));

        assertThat(charge.getString("status")).isEqualTo("successful");
        assertThat(charge.<Object>get("authorize_uri")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&transaction_indicator=CIT",
                "&recurring_reason=subscription",
                "&transaction_indicator=CIT&first_charge=chrg_test_1",
                "&transaction_indicator=MIT&authentication=3DS"
            })
    void a_customer_who_is_there_is_asked(String form) {
        Merchant merchant = merchants.openAuthenticating();

        JsonPath charge = Merchant.succeeded(merchant.charge(ofCustomer(merchant) + RETURN + form));

        assertThat(charge.getString("status")).isEqualTo("pending");
        assertThat(charge.getString("authorize_uri")).isNotNull();
    }

    @Test
    void whoever_has_just_typed_a_card_is_there_whatever_the_merchant_says() {
        JsonPath charge = charged(merchants.openAuthenticating(), "amount=100000&transaction_indicator=MIT" + RETURN);

        assertThat(charge.getString("status")).isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void a_card_is_looked_at_with_a_passkey_and_nothing_is_charged(String capture) {
        Merchant merchant = merchants.open();
        JsonPath pending = charged(merchant, "amount=0&authentication=PASSKEY&capture=" + capture + RETURN);
        assertThat(pending.getLong("amount")).isZero();
        assertThat(pending.getString("status")).isEqualTo("pending");

        press(pending);

        JsonPath seen = merchant.retrieve(pending.getString("id"));
        assertThat(seen.getBoolean("authorized")).isTrue();
        assertThat(seen.getBoolean("capturable")).isEqualTo(capture.equals("false"));
        assertThat(seen.getLong("fee")).isZero();
        assertThat(seen.getLong("net")).isZero();
        assertThat(seen.getBoolean("refundable")).isFalse();
        assertThat(rows.count(
                        "SELECT sum(amount)::bigint FROM simulator_entries WHERE charge_id = ?",
                        pending.getString("id")))
                .isZero();
    }

    @Test
    void what_was_looked_at_is_captured_or_given_up() {
        Merchant merchant = merchants.open();
        JsonPath captured = charged(merchant, "amount=0&authentication=PASSKEY&capture=false" + RETURN);
        JsonPath reversed = charged(merchant, "amount=0&authentication=PASSKEY&capture=false" + RETURN);
        press(captured);
        press(reversed);

        JsonPath paid = Merchant.succeeded(merchant.command(captured.getString("id"), "capture"));
        JsonPath back = Merchant.succeeded(merchant.command(reversed.getString("id"), "reverse"));

        assertThat(paid.getString("status")).isEqualTo("successful");
        assertThat(paid.getLong("captured_amount")).isZero();
        assertThat(back.getString("status")).isEqualTo("reversed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&authentication=3DS"})
    void nothing_is_charged_with_a_passkey_only(String authentication) {
        refused(
                charge(merchants.open(), "amount=0" + RETURN + authentication),
                400,
                "invalid_charge",
                "amount must be greater than or equal to 1");
    }

    @Test
    void with_a_passkey_too_a_charge_is_of_nothing_or_of_enough() {
        String passkey = "&authentication=PASSKEY" + RETURN;

        refused(
                charge(merchants.open(), "amount=1" + passkey),
                400,
                "invalid_charge",
                "amount must be greater than or equal to 2000 (thb subunits)");
        refused(
                charge(merchants.open(), "amount=-1" + passkey),
                400,
                "invalid_charge",
                "amount must be greater than or equal to 0");
    }

    private JsonPath charged(Merchant merchant, String form) {
        return Merchant.succeeded(charge(merchant, form));
    }

    private Response charge(Merchant merchant, String form) {
        return merchant.charge(form + "&currency=THB&card=" + token(merchant));
    }

    private String token(Merchant merchant) {
        return tokens.made(SampleTokens.ofAccount(merchant.accountId()));
    }

    private String ofCustomer(Merchant merchant) {
        TokenCreated token = cards.token(merchant);
        String customer = Merchant.succeeded(merchant.request()
                        .contentType(ContentType.URLENC)
                        .body("card=" + token.tokenId())
                        .post("/customers"))
                .getString("id");
        return "amount=100000&currency=THB&customer=" + customer;
    }

    private static void press(JsonPath charge) {
        String uri = charge.getString("authorize_uri");
        given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .body("outcome=successful")
                .post(uri.substring(uri.indexOf("/payments/")))
                .then()
                .statusCode(303);
    }
}
