package io.satang.account.operator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.satang.account.AccountTopic;
import io.satang.account.Merchant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OperatorResourceTest {

    @Test
    void openingAnAccountShowsItsKeysOnce() {
        Merchant.operator()
                .formParam("email", "owner@merchant.example")
                .formParam("country", "SG")
                .post("/internal/accounts")
                .then()
                .statusCode(200)
                .body("account.id", matchesPattern("account_test_[0-9a-z]{19}"))
                .body("account.country", equalTo("SG"))
                .body("account.currency", equalTo("SGD"))
                .body("keys", hasSize(2))
                .body("keys[0].kind", equalTo("public"))
                .body("keys[0].key", matchesPattern("pkey_test_[0-9A-Za-z]{30}"))
                .body("keys[1].kind", equalTo("secret"))
                .body("keys[1].key", matchesPattern("skey_test_[0-9A-Za-z]{30}"));
    }

    @Test
    void anAccountIsReadWithoutItsKeys() {
        Merchant merchant = Merchant.open();

        String account = Merchant.operator()
                .get("/internal/accounts/" + merchant.id())
                .then()
                .statusCode(200)
                .body("id", equalTo(merchant.id()))
                .extract()
                .asString();

        assertThat(account).doesNotContain("key_test_");
    }

    @Test
    void oldAndNewKeysOverlapAfterARoll() {
        Merchant merchant = Merchant.open();

        JsonPath rolled = roll(merchant, "secret", "60");

        String newKey = Merchant.key(rolled, "secret");
        assertThat(newKey).isNotEqualTo(merchant.secretKey());
        assertThat(rolled.getList("keys")).hasSize(1);
        Merchant.awaitStatus(newKey, 200);
        Merchant.awaitStatus(merchant.secretKey(), 200);
    }

    @Test
    void theOldKeyIsToldWithItsEnd() {
        Merchant merchant = Merchant.open();

        roll(merchant, "secret", "10");

        AccountTopic.Event event = AccountTopic.await(merchant.id(), 2).getLast();
        Instant end = event.account().keys().stream()
                .map(key -> key.expiresAt())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        assertThat(end)
                .isBetween(
                        event.envelope().time().plus(Duration.ofMinutes(9)),
                        event.envelope().time().plus(Duration.ofMinutes(10)));
        assertThat(event.account().keys()).hasSize(3);
    }

    @Test
    void withoutAnOverlapTheOldKeyIsRefused() {
        Merchant merchant = Merchant.open();

        JsonPath rolled = roll(merchant, "secret", "0");

        Merchant.awaitStatus(Merchant.key(rolled, "secret"), 200);
        Merchant.awaitStatus(merchant.secretKey(), 401);
    }

    @Test
    void bothKindsAreRevokedAtOnceAndRolledAgainAfterwards() {
        Merchant merchant = Merchant.open();
        String path = "/internal/accounts/" + merchant.id() + "/keys/roll";
        Merchant.operator()
                .formParam("overlap_minutes", "0")
                .post(path)
                .then()
                .statusCode(200)
                .body("keys", hasSize(2));

        JsonPath rolled = roll(merchant, "secret", "60");

        Merchant.awaitStatus(Merchant.key(rolled, "secret"), 200);
        assertThat(AccountTopic.await(merchant.id(), 3).getLast().account().keys())
                .hasSize(3);
    }

    @Test
    void bothKindsAreRolledUnlessOneIsNamed() {
        Merchant merchant = Merchant.open();

        Merchant.operator()
                .post("/internal/accounts/" + merchant.id() + "/keys/roll")
                .then()
                .statusCode(200)
                .body("keys.kind", equalTo(List.of("public", "secret")));
    }

    @Test
    void an_announced_account_is_told_again_at_its_version() {
        Merchant merchant = Merchant.open();
        AccountTopic.await(merchant.id(), 1);

        Merchant.operator()
                .post("/internal/accounts/" + merchant.id() + "/announce")
                .then()
                .statusCode(200)
                .body("announced", equalTo(1));

        List<AccountTopic.Event> events = AccountTopic.await(merchant.id(), 2);
        assertThat(events).extracting(event -> event.envelope().version()).containsExactly(1L, 1L);
        assertThat(events.getLast().account())
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .isEqualTo(events.getFirst().account());
        assertThat(events.getLast().envelope().id())
                .isNotEqualTo(events.getFirst().envelope().id());
    }

    @Test
    void all_accounts_are_announced_at_once() {
        Merchant merchant = Merchant.open();
        Merchant other = Merchant.open();

        int announced = Merchant.operator()
                .post("/internal/accounts/announce")
                .then()
                .statusCode(200)
                .extract()
                .path("announced");

        assertThat(announced).isGreaterThanOrEqualTo(2);
        assertThat(AccountTopic.await(merchant.id(), 2)).hasSize(2);
        assertThat(AccountTopic.await(other.id(), 2)).hasSize(2);
        assertThat(AccountTopic.await("account_test_5satang000000000002", 2)).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | email cannot be blank",
                "email=nobody | email is in invalid format",
                "email=a@b@c | email is in invalid format",
                "email=a@merchant.example&country=XX | country is currently not supported"
            })
    void anAccountThatMakesNoSenseIsRefused(String form, String message) {
        Merchant.operator()
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/internal/accounts")
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"))
                .body("message", equalTo(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind=chain | kind is invalid",
                "overlap_minutes=-1 | overlap_minutes must be between 0 and 10080",
                "overlap_minutes=10081 | overlap_minutes must be between 0 and 10080",
                "overlap_minutes=soon | overlap_minutes is not a number"
            })
    void aRollThatMakesNoSenseIsRefused(String form, String message) {
        Merchant.operator()
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/internal/accounts/" + Merchant.open().id() + "/keys/roll")
                .then()
                .statusCode(400)
                .body("message", equalTo(message));
    }

    @Test
    void anUnknownAccountIsNotFound() {
        Merchant.operator()
                .post("/internal/accounts/account_test_nobody/keys/roll")
                .then()
                .statusCode(404)
                .body("message", equalTo("account account_test_nobody was not found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "satang-local", "satang-local-operator1"})
    void aWrongTokenIsRefused(String token) {
        Merchant.management()
                .header("Satang-Operator-Token", token)
                .formParam("email", "owner@merchant.example")
                .post("/internal/accounts")
                .then()
                .statusCode(401)
                .body("code", equalTo("authentication_failure"));
    }

    @Test
    void whatServicesShowEachOtherOpensNoAccount() {
        Merchant.management()
                .header("Satang-Internal-Token", "satang-local")
                .formParam("email", "owner@merchant.example")
                .post("/internal/accounts")
                .then()
                .statusCode(401);
    }

    @Test
    void aMerchantsKeyOpensNoAccount() {
        Merchant merchant = Merchant.open();

        Merchant.management()
                .auth()
                .preemptive()
                .basic(merchant.secretKey(), "")
                .formParam("email", "owner@merchant.example")
                .post("/internal/accounts")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/internal/accounts", "/internal;x/accounts", "//internal/accounts", "/%69nternal/accounts"})
    void internalRoutesAreNotThereAtThePortOfTheApiWhateverTheToken(String path) {
        given().urlEncodingEnabled(false)
                .header("Satang-Operator-Token", "satang-local-operator")
                .formParam("email", "owner@merchant.example")
                .post(path)
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
    }

    private static JsonPath roll(Merchant merchant, String kind, String overlapMinutes) {
        return Merchant.operator()
                .formParam("kind", kind)
                .formParam("overlap_minutes", overlapMinutes)
                .post("/internal/accounts/" + merchant.id() + "/keys/roll")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
