package io.satang.account.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.account.AccountTopic;
import io.satang.account.Merchant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends, it gets an error object, and the account and its topic stay as they were. */
@QuarkusTest
class BadInputTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    // No other test class changes this account, so that nothing but what stood on the topic before may stand there in
    // the end.
    private static final Merchant MERCHANT =
            new Merchant("account_test_5satang000000000002", "pkey_test_other", "skey_test_other");

    private static List<AccountTopic.Event> before;

    @BeforeAll
    static void whatStandsOnTheTopic() {
        before = AccountTopic.await(MERCHANT.id(), 1);
    }

    @BeforeEach
    void keyHasComeRound() {
        Merchant.awaitStatus(MERCHANT.secretKey(), 200);
    }

    @AfterAll
    static void nothingWasTold() throws Exception {
        assertThat(AccountTopic.read(MERCHANT.id())).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "country=XX | country is currently not supported",
                "country=Thailand | country is currently not supported",
                "country=TH&currency=SGD | currency must be THB for country TH",
                "currency=XXX | currency is currently not supported",
                "currency=USD | currency is currently not supported",
                "country[a]=TH | country is invalid",
                "zero_interest_installments=maybe | zero_interest_installments is invalid",
                "authentication_required=maybe | authentication_required is invalid",
                "display_name=%20 | display_name is invalid",
                "display_name=a%0Ab | display_name is invalid",
                "display_name=a%E2%80%AEb | display_name is invalid",
                "display_name=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | display_name is too long (maximum is 64 characters)",
                "brand_color=red | brand_color must be # and six hex digits",
                "brand_color=%23fff | brand_color must be # and six hex digits",
                "brand_color=%23ffffff%3Burl(x) | brand_color must be # and six hex digits",
                "chain_enabled=2 | chain_enabled is invalid",
                "webhook_uri=merchant.example | webhook uri is invalid",
                "webhook_uri=ftp://merchant.example | webhook uri is invalid",
                "webhook_uri=https://u:p@merchant.example | webhook uri is invalid",
                "webhook_uri[]=https://merchant.example | webhook_uri is invalid",
                "chain_return_uri=javascript:alert(1) | chain return uri is invalid",
                "metadata_export_keys=charge | metadata_export_keys is invalid",
                "metadata_export_keys[charge]=order_id | charge is invalid",
                "webhook_uri=%zz | the request is malformed",
                "webhook_uri=%ff%fe | the request is not valid UTF-8",
                "webhook_uri=https://merchant.example/%00 | the request holds a control character",
                "webhook_uri[=a | a parameter name is invalid",
            })
    void aFormThatMakesNoSenseIsRefused(String form, String message) {
        refusedWithoutTrace(FORM, form, 400, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | the body is not valid JSON",
                "{\"country\":} | the body is not valid JSON",
                "{\"country\":\"SG\"} {} | the body is not valid JSON",
                "[] | the body is not a JSON object",
                "\"country\" | the body is not a JSON object",
                "7 | the body is not a JSON object",
                "{\"country\": {\"code\":\"TH\"}} | country is invalid",
                "{\"country\": 764} | country is currently not supported",
                "{\"webhook_uri\": 7} | webhook uri is invalid",
                "{\"webhook_uri\": [\"https://merchant.example\"]} | webhook_uri is invalid",
                "{\"webhook_uri\": \"https://merchant.example/\\u0000\"} | the request holds a control character",
                "{\"webhook_uri\": \"https://merchant.example/\\ud800\"} | the request is not valid Unicode",
                "{\"chain_enabled\": 1e999} | chain_enabled is invalid",
                "{\"metadata_export_keys\": {\"charge\": [{}]}} | charge is invalid",
                "{\"metadata_export_keys\": {\"charge\": [\"\"]}} | metadata_export_keys is invalid",
            })
    void aJsonBodyThatMakesNoSenseIsRefused(String body, String message) {
        refusedWithoutTrace(JSON, body, 400, message);
    }

    @Test
    void anOverlongAddressIsRefused() {
        String form = "webhook_uri=https://merchant.example/" + "a".repeat(2048);

        refusedWithoutTrace(FORM, form, 400, "webhook_uri is too long (maximum is 2048 characters)");
    }

    @Test
    void tooManyExportKeysAreRefused() {
        String form = "metadata_export_keys[charge][]=a&".repeat(51);

        refusedWithoutTrace(FORM, form, 400, "metadata_export_keys is invalid");
    }

    @Test
    void deepJsonIsRefused() {
        String body = "{\"a\":".repeat(500) + "1" + "}".repeat(500);

        refusedWithoutTrace(JSON, body, 400, "the body is not valid JSON");
    }

    @Test
    void aBodyOfOneMebibyteIsTooLarge() {
        String body = "{\"webhook_uri\":\"" + "a".repeat(1024 * 1024) + "\"}";

        refusedWithoutTrace(JSON, body, 413, "request body is too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/accounts", "/account/settings", "/nowhere", "/account/../../etc/passwd", "/%00"})
    void anUnknownRouteIsNotFound(String path) {
        MERCHANT.request()
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/json; charset=utf-8")
                .body("object", equalTo("error"))
                .body("code", equalTo("not_found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void anotherMethodIsAnErrorObject(String method) {
        MERCHANT.request()
                .request(method, "/account")
                .then()
                .statusCode(405)
                .contentType("application/json; charset=utf-8")
                .body("object", equalTo("error"));
    }

    private static void refusedWithoutTrace(String contentType, String body, int status, String message) {
        String before = MERCHANT.account().extract().asString();

        MERCHANT.request()
                .contentType(contentType)
                .body(body)
                .patch("/account")
                .then()
                .statusCode(status)
                .contentType("application/json; charset=utf-8")
                .body("object", equalTo("error"))
                .body("code", equalTo("bad_request"))
                .body("message", equalTo(message));

        assertThat(MERCHANT.account().extract().asString()).isEqualTo(before);
    }
}
