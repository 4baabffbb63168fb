package io.satang.charge.create;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.TestTopics;
import io.satang.charge.TestTopics.Event;
import io.satang.charge.Together;
import io.satang.charge.card.SampleTokens;
import io.satang.charge.card.TestTokens;
import io.satang.events.TokenCreated;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.testing.TestAccounts;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A card pays by its token: at once, later, or after its payer has been authenticated (reference omise-api §8.8, §9, §10.1). */
@QuarkusTest
class CardChargeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    TestTokens tokens;

    @Inject
    TestTopics topics;

    @Inject
    TestRows rows;

    @Inject
    Ids ids;

    @Test
    void a_card_that_pays_is_charged_at_once() throws Exception {
        TokenCreated token = SampleTokens.paying();
        tokens.made(token);

        JsonNode charge = JSON.readTree(Merchant.SATANG
                .charge(form(token) + "&ip=127.0.0.1&description=Order&metadata[order]=1")
                .then()
                .statusCode(200)
                .extract()
                .asString());

        assertThat(charge.toString()).isEqualTo(expected(token, charge));
        assertThat(charge.get("id").asText()).isEqualTo("chrg_test_" + Ids.body(token.tokenId()));
        assertThat(Merchant.SATANG.retrieve(charge.get("id").asText()).getString("status"))
                .isEqualTo("successful");
    }

    /** Every field, null and flag in its order; what nobody can know before is taken from the answer. */
    private static String expected(TokenCreated token, JsonNode charge) {
        String id = charge.get("id").asText();
        String paidAt = charge.get("paid_at").asText();
        return """
               {"object":"charge","id":"%1$s","location":"/charges/%1$s","version":2,"amount":100000,"authorization_type":null,\
               "authorized_amount":100000,"captured_amount":100000,"acquirer_reference_number":null,"net":96094,"fee":3650,"fee_vat":256,\
               "interest":0,"interest_vat":0,"funding_amount":100000,"refunded_amount":0,\
               "transaction_fees":{"fee_flat":"0.0","fee_rate":"3.65","vat_rate":"7.0"},\
               "platform_fee":{"fixed":null,"amount":null,"percentage":null},"unmanaged_payment":null,"three_ds_info":null,\
               "currency":"THB","funding_currency":"THB","ip":"127.0.0.1",\
               "refunds":{"object":"list","data":[],"limit":20,"offset":0,"total":0,"location":"/charges/%1$s/refunds",\
               "order":"chronological","from":"1970-01-01T00:00:00Z","to":%2$s},"link":null,"description":"Order",\
               "metadata":{"order":"1"},"missing_3ds_fields":[],"card":%3$s,"source":null,"schedule":null,"linked_account":null,\
               "customer":null,"dispute":null,"transaction":"trxn_test_%4$s","failure_code":null,"failure_message":null,\
               "merchant_advice":null,"merchant_advice_code":null,"status":"successful","authorize_uri":null,"return_uri":null,\
               "created_at":%5$s,"paid_at":"%6$s","authorized_at":"%6$s","expires_at":"%7$s","expired_at":null,"reversed_at":null,\
               "multi_capture":false,"zero_interest_installments":false,"merchant_name":null,"merchant_uid":null,"approval_code":null,\
               "statement_descriptor":null,"branch":null,"terminal":null,"device":null,"authorized":true,"capturable":false,\
               "capture":true,"disputable":true,"livemode":false,"refundable":true,"partially_refundable":true,"reversed":false,\
               "reversible":false,"voided":false,"paid":true,"expired":false,"can_perform_void":true}""".formatted(
                        id,
                        charge.at("/refunds/to"),
                        token.card().text(),
                        Ids.body(id),
                        charge.get("created_at"),
                        paidAt,
                        Instant.parse(charge.get("created_at").asText()).plus(Duration.ofDays(7)));
    }

    @Test
    void others_are_told_that_a_charge_was_made_and_what_became_of_it_with_its_token() {
        TokenCreated token = SampleTokens.paying();
        tokens.made(token);
        JsonPath charge = charged(token, "");

        List<Event> events = topics.awaitEvents(charge.getString("id"), 2);

        assertThat(events)
                .extracting(event -> event.envelope().type().topic())
                .containsExactly("charge.created", "charge.complete");
        assertThat(events).extracting(event -> event.payload().status()).containsExactly("pending", "successful");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.payload().tokenId()).contains(token.tokenId());
            assertThat(event.payload().sourceId()).isEmpty();
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "authorization, insufficient_fund, insufficient funds in the account or the card has reached the credit limit",
        "authorization, stolen_or_lost_card, card is stolen or lost",
        "authorization, failed_processing, failed processing",
        "authorization, payment_rejected, payment rejected",
        "authorization, failed_fraud_check, failed fraud check",
        "authorization, invalid_account_number, the account number is invalid",
        "authorization, invalid_security_code, the security code is invalid",
        "enrollment, payment_rejected, payment rejected",
        "validation, payment_rejected, payment rejected",
    })
    void a_card_that_fails_makes_a_failed_charge(String step, String code, String message) {
        TokenCreated token = SampleTokens.failing(step, code);
        tokens.made(token);

        JsonPath failed = charged(token, "");

        assertThat(failed.getString("status")).isEqualTo("failed");
        assertThat(failed.getString("failure_code")).isEqualTo(code);
        assertThat(failed.getString("failure_message")).isEqualTo(message);
        assertThat(failed.getString("transaction")).isNull();
        assertThat(failed.getBoolean("paid")).isFalse();
        assertThat(failed.getBoolean("authorized")).isFalse();
        assertThat(failed.getBoolean("capture")).isTrue();
    }

    @Test
    void money_that_is_to_be_captured_later_is_held() {
        JsonPath held = charged(made(), "&capture=false&authorization_type=pre_auth");

        assertThat(held.getString("status")).isEqualTo("pending");
        assertThat(held.getString("authorization_type")).isEqualTo("pre_auth");
        assertThat(held.getBoolean("authorized")).isTrue();
        assertThat(held.getBoolean("capturable")).isTrue();
        assertThat(held.getBoolean("reversible")).isTrue();
        assertThat(held.getBoolean("capture")).isFalse();
        assertThat(held.getBoolean("paid")).isFalse();
        assertThat(held.getLong("authorized_amount")).isEqualTo(100_000);
        assertThat(held.getLong("captured_amount")).isZero();
        assertThat(held.getString("authorized_at")).isNotNull();
        assertThat(held.getString("paid_at")).isNull();
        assertThat(held.getString("transaction")).isNull();
        assertThat(Duration.between(
                        Instant.parse(held.getString("created_at")), Instant.parse(held.getString("expires_at"))))
                .isEqualTo(Duration.ofDays(7));
    }

    @Test
    void what_is_held_lapses_at_its_deadline() {
        String id = charged(made(), "&capture=0").getString("id");

        rows.update(
                "UPDATE charges SET created_at = created_at - interval '8 days', expires_at = now() - interval '1 second' WHERE id = ?",
                id);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Merchant.SATANG.retrieve(id).getString("status"))
                        .isEqualTo("expired"));
        await().atMost(PATIENCE)
                .until(() ->
                        rows.count("SELECT count(*) FROM simulator_entries WHERE kind = 'void' AND charge_id = ?", id)
                                == 1);
    }

    @Test
    void a_payer_who_is_to_be_authenticated_pays_at_the_page() {
        JsonPath pending = charged(made(), "&authentication=3DS&return_uri=" + Merchant.RETURN_URI);

        assertThat(pending.getString("status")).isEqualTo("pending");
        assertThat(pending.getString("authorize_uri"))
                .matches(".*/payments/paym_test_[0-9a-z]{19}/authorize\\?acs=false");
        assertThat(pending.getString("return_uri")).isEqualTo(Merchant.RETURN_URI);
        assertThat(pending.getBoolean("authorized")).isFalse();
        given().get(page(pending))
                .then()
                .statusCode(200)
                .body(containsString("Visa •••• 4242"))
                .body(containsString("Is it you who pays?"));

        press(pending, "outcome=successful").statusCode(303).header("Location", equalTo(Merchant.RETURN_URI));

        assertThat(Merchant.SATANG.retrieve(pending.getString("id")).getString("status"))
                .isEqualTo("successful");
        assertThat(rows.count(
                        "SELECT count(*) FROM simulator_entries WHERE kind = 'sale' AND charge_id = ?",
                        pending.getString("id")))
                .isEqualTo(1);
    }

    @Test
    void money_is_held_once_the_payer_has_been_authenticated() {
        JsonPath pending = charged(made(), "&capture=false&authentication=3DS&return_uri=" + Merchant.RETURN_URI);

        press(pending, "outcome=successful").statusCode(303);

        JsonPath held = Merchant.SATANG.retrieve(pending.getString("id"));
        assertThat(held.getString("status")).isEqualTo("pending");
        assertThat(held.getBoolean("authorized")).isTrue();
        assertThat(held.getBoolean("capturable")).isTrue();
    }

    @Test
    void a_card_that_is_not_enrolled_fails_before_its_payer_is_asked() {
        TokenCreated token = SampleTokens.failing("enrollment", "payment_rejected");
        tokens.made(token);

        JsonPath failed = charged(token, "&authentication=3DS&return_uri=" + Merchant.RETURN_URI);

        assertThat(failed.getString("status")).isEqualTo("failed");
        assertThat(failed.getString("failure_code")).isEqualTo("payment_rejected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validation", "authorization"})
    void a_card_that_fails_later_fails_at_the_page_which_says_what_to_do(String step) {
        TokenCreated token = SampleTokens.failing(step, "payment_rejected");
        tokens.made(token);
        JsonPath pending = charged(token, "&authentication=3DS&return_uri=" + Merchant.RETURN_URI);

        press(pending, "outcome=successful").statusCode(303);

        JsonPath failed = Merchant.SATANG.retrieve(pending.getString("id"));
        assertThat(failed.getString("status")).isEqualTo("failed");
        assertThat(failed.getString("failure_code")).isEqualTo("payment_rejected");
        given().get(page(pending))
                .then()
                .body(containsString("The payment was declined."))
                .body(containsString("You have not been charged."))
                .body(containsString("pay with another card"))
                .body(containsString("href=\"" + Merchant.RETURN_URI + "\""));
    }

    @Test
    void a_payer_who_is_not_authenticated_does_not_pay() {
        JsonPath pending = charged(made(), "&authentication=3DS&return_uri=" + Merchant.RETURN_URI);

        press(pending, "outcome=failed").statusCode(303);

        assertThat(Merchant.SATANG.retrieve(pending.getString("id")).getString("failure_code"))
                .isEqualTo("payment_rejected");
    }

    @Test
    void a_token_pays_once() {
        TokenCreated token = made();
        charged(token, "");

        refused(token, "", 400, "used_token", "token was already used");
    }

    @Test
    void one_of_two_charges_gets_a_token() {
        TokenCreated token = made();

        List<Response> answers = Together.run(8, () -> Merchant.SATANG.charge(form(token)));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .allSatisfy(answer ->
                        assertThat(answer.jsonPath().getString("code")).isEqualTo("used_token"));
        assertThat(rows.count(
                        "SELECT count(*) FROM simulator_entries WHERE charge_id = ?",
                        "chrg_test_" + Ids.body(token.tokenId())))
                .isEqualTo(1);
    }

    @Test
    void a_token_that_has_expired_is_refused() {
        TokenCreated token = SampleTokens.expired();
        tokens.made(token);

        refused(token, "", 400, "invalid_card_token", "token has expired");
    }

    @Test
    void another_accounts_token_is_not_found() {
        TokenCreated token = SampleTokens.ofAccount(TestAccounts.OTHER_ACCOUNT);
        tokens.made(token);

        refused(token, "", 404, "not_found", "token " + token.tokenId() + " was not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokn_test_5satang0000unknown00", "tok_asdf", "card_test_5satang000000000001"})
    void an_unknown_token_is_not_found(String id) {
        Merchant.SATANG
                .charge("amount=100000&currency=THB&card=" + id)
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"))
                .body("message", equalTo("token " + id + " was not found"));
    }

    @Test
    void a_card_itself_is_refused_and_not_repeated() {
        Response answer = Merchant.SATANG.charge(
                "amount=100000&currency=THB&card[number]=4242424242424242&card[name]=Somchai&card[expiration_month]=1");

        answer.then().statusCode(400).body("code", equalTo("invalid_card_token"));
        assertThat(answer.asString()).doesNotContain("4242", "Somchai");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            amount=1999&currency=THB            | invalid_charge | amount must be greater than or equal to 2000 (thb subunits)
            amount=500000000001&currency=THB    | invalid_charge | amount must be less than or equal to 500000000000 (thb subunits)
            amount=99&currency=USD              | invalid_charge | amount must be greater than or equal to 100 (usd subunits)
            amount=2000&currency=OMD            | invalid_charge | currency is currently not supported
            amount=2000&currency=THB&authentication=3DS | bad_request | return uri cannot be blank
            amount=2000&currency=THB&authentication=maybe | bad_request | authentication is invalid
            amount=2000&currency=THB&capture=maybe | bad_request | capture is invalid
            amount=2000&currency=THB&authorization_type=later | bad_request | authorization_type is invalid
            amount=2000&currency=THB&authorization_type=pre_auth | bad_request | authorization_type can be pre_auth only when capture is false
            amount=2000&currency=THB&recurring_reason=boredom | bad_request | recurring_reason is invalid
            amount=2000&currency=THB&transaction_indicator=X | bad_request | transaction_indicator is invalid
            amount=2000&currency=THB&first_charge=1 | bad_request | first_charge is invalid
            amount=2000&currency=THB&expires_at=2099-01-01T00:00:00Z | bad_request | expires_at cannot be set for card
            """)
    void what_makes_no_sense_is_refused_before_the_token_is_taken(String form, String code, String message) {
        TokenCreated token = made();

        Merchant.SATANG
                .charge(form + "&card=" + token.tokenId())
                .then()
                .statusCode(400)
                .body("code", equalTo(code))
                .body("message", equalTo(message));

        assertThat(charged(token, "").getString("status")).isEqualTo("successful");
    }

    @Test
    void what_belongs_to_a_recurring_payment_is_taken() {
        JsonPath charge = charged(
                made(),
                "&recurring_reason=subscription&transaction_indicator=MIT&first_charge=chrg_test_1&platform_fee[fixed]=100&statement_descriptor=Shop");

        assertThat(charge.getString("status")).isEqualTo("successful");
        assertThat(charge.getLong("platform_fee.fixed")).isEqualTo(100);
        assertThat(charge.getString("statement_descriptor")).isEqualTo("Shop");
        assertThat(rows.text(
                        "SELECT terms #>> '{card,recurring_reason}' FROM charges WHERE id = ?", charge.getString("id")))
                .isEqualTo("subscription");
    }

    @Test
    void a_foreign_currency_is_charged_in_itself() {
        JsonPath charge =
                Merchant.succeeded(Merchant.SATANG.charge("amount=2000&currency=usd&card=" + made().tokenId()));

        assertThat(charge.getString("currency")).isEqualTo("USD");
        assertThat(charge.getString("status")).isEqualTo("successful");
    }

    @Test
    void a_repeat_with_the_same_key_is_answered_the_same() {
        TokenCreated token = made();
        String key = ids.nextBody();

        String first = keyed(token, key).then().statusCode(200).extract().asString();
        Response repeat = keyed(token, key);

        repeat.then().statusCode(200).header(IdempotencyRequest.REPLAYED_HEADER, equalTo("true"));
        assertThat(repeat.asString()).isEqualTo(first);
        assertThat(JsonPath.from(first).getString("status")).isEqualTo("successful");
    }

    @Test
    void a_provider_that_is_slow_is_waited_for() {
        Merchant.SATANG.tellSimulator("behaviour=slow&calls=1&delay_ms=1500");

        assertThat(charged(made(), "").getString("status")).isEqualTo("successful");
    }

    @Test
    void a_charge_whose_provider_does_not_answer_is_pending_and_is_finished_by_a_sweep() {
        Merchant.SATANG.tellSimulator("behaviour=drop&calls=1");

        JsonPath charge = charged(made(), "");

        assertThat(charge.getString("status")).isEqualTo("pending");
        assertThat(charge.getBoolean("authorized")).isFalse();
        rows.update(
                "UPDATE provider_operations SET wake_at = now() WHERE id = ? AND wake_at IS NOT NULL",
                charge.getString("id"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                Merchant.SATANG.retrieve(charge.getString("id")).getString("status"))
                        .isEqualTo("successful"));
        assertThat(rows.count("SELECT count(*) FROM simulator_entries WHERE charge_id = ?", charge.getString("id")))
                .isEqualTo(1);
    }

    private TokenCreated made() {
        TokenCreated token = SampleTokens.paying();
        tokens.made(token);
        return token;
    }

    private static String form(TokenCreated token) {
        return "amount=100000&currency=THB&card=" + token.tokenId();
    }

    private static JsonPath charged(TokenCreated token, String more) {
        return Merchant.succeeded(Merchant.SATANG.charge(form(token) + more));
    }

    private static Response keyed(TokenCreated token, String key) {
        return Merchant.SATANG
                .request()
                .header(IdempotencyRequest.HEADER, key)
                .contentType(ContentType.URLENC)
                .body(form(token))
                .post("/charges");
    }

    private static void refused(TokenCreated token, String more, int status, String code, String message) {
        Merchant.SATANG
                .charge(form(token) + more)
                .then()
                .statusCode(status)
                .body("code", equalTo(code))
                .body("message", equalTo(message));
    }

    private static String page(JsonPath charge) {
        String uri = charge.getString("authorize_uri");
        return uri.substring(uri.indexOf("/payments/"));
    }

    private static ValidatableResponse press(JsonPath charge, String form) {
        return given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .body(form)
                .post(page(charge))
                .then();
    }
}
