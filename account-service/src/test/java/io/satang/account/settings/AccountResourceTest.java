package io.satang.account.settings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.satang.account.Merchant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AccountResourceTest {

    @Test
    void theTestAccountOfTheDocumentationIsThere() {
        Merchant.awaitStatus("skey_test_satang", 200);

        given().auth()
                .preemptive()
                .basic("skey_test_satang", "")
                .get("/account")
                .then()
                .statusCode(200)
                .contentType("application/json; charset=utf-8")
                .body("id", equalTo("account_test_5satang000000000001"))
                .body("team", equalTo("acct_5satang000000000001"))
                .body("country", equalTo("TH"))
                .body("currency", equalTo("THB"));
    }

    @Test
    void anAccountHasEveryFieldInTheOrderOfTheApi() {
        Map<String, Object> account =
                Merchant.open().account().extract().jsonPath().getMap("$");

        assertThat(account.keySet())
                .containsExactly(
                        "object",
                        "id",
                        "team",
                        "livemode",
                        "location",
                        "country",
                        "currency",
                        "email",
                        "created_at",
                        "supported_currencies",
                        "api_version",
                        "auto_activate_recipients",
                        "chain_enabled",
                        "zero_interest_installments",
                        "chain_return_uri",
                        "webhook_uri",
                        "metadata_export_keys",
                        "chaining_allowed",
                        "last_updated_api_version",
                        "transfer_config",
                        "authentication_required",
                        "display_name",
                        "brand_color");
    }

    @Test
    void aNewAccountShowsItsDefaults() {
        Merchant.open()
                .account()
                .body("object", equalTo("account"))
                .body("livemode", equalTo(false))
                .body("location", equalTo("/account"))
                .body("created_at", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"))
                .body("last_updated_api_version", matchesPattern("\\d{4}-\\d\\d-\\d\\d"))
                .body("supported_currencies[0]", equalTo("THB"))
                .body("api_version", equalTo("2019-05-29"))
                .body("zero_interest_installments", equalTo(false))
                .body("webhook_uri", nullValue())
                .body("chain_return_uri", nullValue())
                .body("metadata_export_keys.charge", empty())
                .body("transfer_config.fee", equalTo("30.00"));
    }

    @Test
    void aFormChangesWhatItNamesAndLeavesTheRest() {
        Merchant merchant = Merchant.open();

        merchant.request()
                .formParam("webhook_uri", "https://merchant.example/hook")
                .formParam("zero_interest_installments", "true")
                .patch("/account")
                .then()
                .statusCode(200)
                .body("webhook_uri", equalTo("https://merchant.example/hook"))
                .body("zero_interest_installments", equalTo(true))
                .body("country", equalTo("TH"));

        merchant.account()
                .body("webhook_uri", equalTo("https://merchant.example/hook"))
                .body("zero_interest_installments", equalTo(true));
    }

    @Test
    void payersByCardAreAuthenticatedWhenTheMerchantSaysSo() {
        Merchant merchant = Merchant.open();
        merchant.account().body("authentication_required", equalTo(false));

        merchant.request()
                .formParam("authentication_required", "on")
                .patch("/account")
                .then()
                .statusCode(200)
                .body("authentication_required", equalTo(true));

        merchant.account().body("authentication_required", equalTo(true));
        merchant.request().formParam("webhook_uri", "").patch("/account").then().statusCode(200);
        merchant.account().body("authentication_required", equalTo(true));
    }

    @Test
    void a_merchant_says_what_payers_know_it_by() {
        Merchant merchant = Merchant.open();
        merchant.account().body("display_name", nullValue()).body("brand_color", nullValue());

        merchant.request()
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("display_name", " กาแฟ Köln ☕ ")
                .formParam("brand_color", "#B45309")
                .patch("/account")
                .then()
                .statusCode(200)
                .body("display_name", equalTo("กาแฟ Köln ☕"))
                .body("brand_color", equalTo("#b45309"));

        merchant.request().formParam("brand_color", "").patch("/account").then().statusCode(200);
        merchant.account().body("display_name", equalTo("กาแฟ Köln ☕")).body("brand_color", nullValue());
    }

    @Test
    void aJsonBodyChangesToo() {
        Merchant merchant = Merchant.open();

        merchant.request()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "chain_enabled",
                        true,
                        "chain_return_uri",
                        "https://merchant.example/linked",
                        "metadata_export_keys",
                        Map.of("charge", List.of("order_id"))))
                .patch("/account")
                .then()
                .statusCode(200)
                .body("chain_enabled", equalTo(true))
                .body("chain_return_uri", equalTo("https://merchant.example/linked"))
                .body("metadata_export_keys.charge", contains("order_id"));
    }

    @Test
    void exportKeysComeInBracketsToo() {
        Merchant.open()
                .request()
                .formParam("metadata_export_keys[refund][]", "reason", "order_id")
                .patch("/account")
                .then()
                .statusCode(200)
                .body("metadata_export_keys.refund", contains("reason", "order_id"))
                .body("metadata_export_keys.charge", empty());
    }

    @Test
    void anEmptyWebhookUriTakesItAway() {
        Merchant merchant = Merchant.open();
        merchant.request()
                .formParam("webhook_uri", "https://merchant.example/hook")
                .patch("/account")
                .then()
                .statusCode(200);

        merchant.request()
                .formParam("webhook_uri", "")
                .patch("/account")
                .then()
                .statusCode(200)
                .body("webhook_uri", nullValue());
    }

    @Test
    void nullsAndUnknownParametersChangeNothing() {
        Merchant merchant = Merchant.open();
        merchant.request()
                .formParam("webhook_uri", "https://merchant.example/hook")
                .patch("/account")
                .then()
                .statusCode(200);

        merchant.request()
                .contentType(ContentType.JSON)
                .body("""
                      {"webhook_uri": null, "country": null, "livemode": true, "id": "account_test_other", "email": "x@y.example"}
                      """)
                .patch("/account/")
                .then()
                .statusCode(200)
                .body("webhook_uri", equalTo("https://merchant.example/hook"))
                .body("id", equalTo(merchant.id()))
                .body("livemode", equalTo(false))
                .body("email", equalTo("owner@merchant.example"));
    }

    @ParameterizedTest
    @CsvSource({"SG,SGD", "jp,jpy", "MY,MYR", "TH,THB"})
    void countryAndCurrencyAreSetTogether(String country, String currency) {
        Merchant.open()
                .request()
                .formParam("country", country)
                .formParam("currency", currency)
                .patch("/account")
                .then()
                .statusCode(200)
                .body("country", equalTo(country.toUpperCase(Locale.ROOT)))
                .body("currency", equalTo(currency.toUpperCase(Locale.ROOT)));
    }

    @Test
    void countryOrCurrencyAloneBringsTheOther() {
        Merchant merchant = Merchant.open();

        merchant.request()
                .formParam("country", "SG")
                .patch("/account")
                .then()
                .body("currency", equalTo("SGD"))
                .body("supported_currencies", contains("SGD"));
        merchant.request().formParam("currency", "JPY").patch("/account").then().body("country", equalTo("JP"));
    }

    @Test
    void aBodilessPatchChangesNothing() {
        Merchant.open().request().patch("/account").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/account/", "/account?a=b", "/account/?a=b"})
    void aTrailingSlashOrQueryDoesNotMatter(String path) {
        Merchant.open().request().urlEncodingEnabled(false).get(path).then().statusCode(200);
    }
}
