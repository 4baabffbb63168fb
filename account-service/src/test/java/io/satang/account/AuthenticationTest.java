package io.satang.account;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AuthenticationTest {

    @BeforeEach
    void seedsHaveComeRound() {
        Merchant.awaitStatus("skey_test_satang", 200);
        Merchant.awaitStatus("skey_test_other", 200);
    }

    @Test
    void aRequestWithoutAKeyIsRefused() {
        refused(given().get("/account").then());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic =",
                "Bearer skey_test_satang",
                "Digest username=skey_test_satang",
                "skey_test_satang",
                "Basic c2tleQ== c2tleQ=="
            })
    void aMalformedAuthorizationIsRefused(String header) {
        refused(given().header("Authorization", header).get("/account").then());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                " :",
                "skey_test_nobody:",
                "skey_test_satang :",
                "SKEY_TEST_SATANG:",
                "pkey_test_nobody:",
                "skey_test_satang\u0000:",
                "' OR 1=1 --:"
            })
    void aWrongKeyIsRefused(String credentials) {
        refused(given().header("Authorization", basic(credentials))
                .get("/account")
                .then());
    }

    @Test
    void invalidUtf8IsRefused() {
        String header = "Basic " + Base64.getEncoder().encodeToString(new byte[] {(byte) 0xff, (byte) 0xfe, ':'});

        refused(given().header("Authorization", header).get("/account").then());
    }

    @Test
    void theChallengeOpensNoPasswordDialogInABrowser() {
        given().get("/account").then().statusCode(401).header("WWW-Authenticate", (String) null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"skey_test_satang:", "skey_test_satang:x", "skey_test_satang:a:b", "skey_test_satang"})
    void passwordAndColonDoNotMatter(String credentials) {
        given().header("Authorization", basic(credentials))
                .get("/account")
                .then()
                .statusCode(200)
                .body("id", equalTo("account_test_5satang000000000001"));
    }

    @Test
    void theSchemeMayBeWrittenInAnyCase() {
        given().header("Authorization", basic("skey_test_satang:").replace("Basic", "bAsIc"))
                .get("/account")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/account", "/"})
    void aPublicKeyIsRefusedWhereASecretOneIsAskedFor(String path) {
        given().auth()
                .preemptive()
                .basic("pkey_test_satang", "")
                .get(path)
                .then()
                .statusCode(403)
                .body("object", equalTo("error"))
                .body("code", equalTo("not_authorized"));
    }

    @Test
    void eachKeyShowsItsOwnAccount() {
        given().auth()
                .preemptive()
                .basic("skey_test_other", "")
                .get("/account")
                .then()
                .statusCode(200)
                .body("id", equalTo("account_test_5satang000000000002"));
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    private static void refused(ValidatableResponse response) {
        response.statusCode(401)
                .contentType("application/json; charset=utf-8")
                .body("object", equalTo("error"))
                .body("code", equalTo("authentication_failure"))
                .body("message", equalTo("authentication failed"));
    }
}
