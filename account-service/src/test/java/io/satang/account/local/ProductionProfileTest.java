package io.satang.account.local;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.satang.account.Merchant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A production service on a database and a topic that hold the test accounts. */
@QuarkusTest
@TestProfile(ProductionProfileTest.Production.class)
class ProductionProfileTest {

    /** The pepper is that of the tests, so that the stored hashes fit the keys. */
    public static final class Production implements QuarkusTestProfile {
        @Override
        public String getConfigProfile() {
            return "prod";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "satang.keys.pepper", "satang-local",
                    "satang.internal.token", "satang-local",
                    "quarkus.http.test-port", "0",
                    "quarkus.management.test-port", "0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkey_test_satang", "skey_test_satang", "pkey_test_other", "skey_test_other"})
    void theKeysThatEverybodyKnowsAreRefused(String key) {
        Merchant.open();

        given().auth().preemptive().basic(key, "").get("/account").then().statusCode(401);
    }

    @Test
    void keysOfOpenedAccountsWork() {
        Merchant.open().account();
    }

    @Test
    void aPlainHttpWebhookIsRefused() {
        Merchant.open()
                .request()
                .formParam("webhook_uri", "http://merchant.example/hook")
                .patch("/account")
                .then()
                .statusCode(400);
    }
}
