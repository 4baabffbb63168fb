package io.satang.account.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.satang.account.Merchant;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class KeyResourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void keysAreToldApartByTheirEndsAndAreNotShown() {
        Merchant merchant = Merchant.open();

        String keys = merchant.request()
                .get("/keys")
                .then()
                .statusCode(200)
                .body("object", equalTo("list"), "total", equalTo(2))
                .body("data.kind", contains("public", "secret"))
                .body("data.last_four", contains(end(merchant.publicKey()), end(merchant.secretKey())))
                .body("data.current", contains(false, true))
                .body("data[1].expires_at", nullValue())
                .extract()
                .asString();

        assertThat(keys).doesNotContain(merchant.publicKey(), merchant.secretKey());
    }

    @Test
    void aRolledKeyWorksUntilItsOverlapEndsAndItsSuccessorFromNowOn() {
        Merchant merchant = Merchant.open();

        JsonPath rolled = roll(merchant, "secret", "3600");

        String successor = rolled.getString("key");
        assertThat(successor).matches("skey_test_[0-9A-Za-z]{30}");
        assertThat(rolled.getString("last_four")).isEqualTo(end(successor));
        with(successor)
                .get("/keys")
                .then()
                .statusCode(200)
                .body("data", hasSize(3))
                .body("data.findAll { it.current }.last_four", contains(end(successor)));
        merchant.account();
        assertThat(end(merchant, rolled))
                .isEqualTo(Instant.parse(rolled.getString("created_at")).plusSeconds(3600));
    }

    @Test
    void withoutAnOverlapAPublicKeyEndsAtOnce() {
        Merchant merchant = Merchant.open();

        roll(merchant, "public", "0");

        merchant.request().get("/keys").then().body("data.findAll { it.kind == 'public' }", hasSize(1));
        with(merchant.publicKey()).get("/keys").then().statusCode(401);
        merchant.account();
    }

    @Test
    void whenAKeyWasUsedIsKnownToTheMinute() {
        Merchant merchant = Merchant.open();
        Instant before = Instant.now().minusSeconds(60);
        merchant.account();

        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonPath keys = merchant.request().get("/keys").jsonPath();
            assertThat(keys.getString("data[1].last_used_at")).isNotNull();
            assertThat(Instant.parse(keys.getString("data[1].last_used_at"))).isBetween(before, Instant.now());
            assertThat(keys.getString("data[0].last_used_at")).isNull();
        });
    }

    @Test
    void theAuditSaysThatTheMerchantDidIt() {
        Merchant merchant = Merchant.open();

        roll(merchant, "secret", "60");

        Merchant.operator()
                .get("/internal/audit?account_id=" + merchant.id())
                .then()
                .statusCode(200)
                .body("data[1].actor", equalTo("merchant"), "data[1].action", equalTo("keys.rolled"))
                .body("data[1].details.overlap_seconds", equalTo("60"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | kind cannot be blank",
                "kind=chain | kind is invalid",
                "kind=secret&overlap=0 | overlap must be between 60 and 604800",
                "kind=secret&overlap=59 | overlap must be between 60 and 604800",
                "kind=public&overlap=-1 | overlap must be between 0 and 604800",
                "kind=secret&overlap=604801 | overlap must be between 60 and 604800",
                "kind=secret&overlap=soon | overlap is not a number",
                "kind=secret&overlap_minutes=5 | overlap_minutes is not a parameter of this request"
            })
    void aRollThatMakesNoSenseIsRefusedAndLeavesTheKeysAsTheyWere(String form, String message) {
        Merchant merchant = Merchant.open();

        merchant.request()
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/keys/roll")
                .then()
                .statusCode(400)
                .body("message", equalTo(message));

        merchant.request().get("/keys").then().body("data", hasSize(2), "data[1].expires_at", nullValue());
    }

    @Test
    void aPublicKeySeesAndRollsNothing() {
        Merchant merchant = Merchant.open();

        with(merchant.publicKey()).get("/keys").then().statusCode(403);
        with(merchant.publicKey())
                .formParam("kind", "secret")
                .post("/keys/roll")
                .then()
                .statusCode(403);
        given().get("/keys").then().statusCode(401);
    }

    private static JsonPath roll(Merchant merchant, String kind, String overlap) {
        return merchant.request()
                .formParam("kind", kind)
                .formParam("overlap", overlap)
                .post("/keys/roll")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Instant end(Merchant merchant, JsonPath rolled) {
        String end = merchant.request()
                .get("/keys")
                .jsonPath()
                .getString("data.find { it.last_four == '" + end(merchant.secretKey()) + "' }.expires_at");
        assertThat(end).isEqualTo(rolled.getString("others_expire_at"));
        return Instant.parse(end);
    }

    private static RequestSpecification with(String key) {
        return given().auth().preemptive().basic(key, "");
    }

    private static String end(String key) {
        return key.substring(key.length() - 4);
    }
}
