package io.satang.charge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.satang.platform.id.Ids;
import io.satang.testing.TestAccounts;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask what. */
@QuarkusTest
class AuthenticationTest {
    private static final String UNKNOWN_CHARGE = "/charges/chrg_test_5satang000000000000";

    @Inject
    Merchants merchants;

    @Inject
    TestRows rows;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    /** Every route that asks for a key, and what it answers to one that may use it. */
    static Stream<Arguments> routes() {
        return Stream.of(
                Arguments.of("POST", "/charges", 400),
                Arguments.of("GET", "/charges", 200),
                Arguments.of("GET", UNKNOWN_CHARGE, 404),
                Arguments.of("PATCH", UNKNOWN_CHARGE, 404),
                Arguments.of("POST", UNKNOWN_CHARGE + "/expire", 404),
                Arguments.of("POST", UNKNOWN_CHARGE + "/mark_as_paid", 404),
                Arguments.of("POST", UNKNOWN_CHARGE + "/mark_as_failed", 404));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("routes")
    void aSecretKeyMayUseIt(String method, String path, int status) {
        Merchant.SATANG.request().request(method, path).then().statusCode(status);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("routes")
    void aPublicKeyMayNot(String method, String path, int status) {
        given().auth()
                .preemptive()
                .basic(TestAccounts.PUBLIC_KEY, "")
                .request(method, path)
                .then()
                .statusCode(403)
                .body("code", equalTo("not_authorized"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("routes")
    void nobodyMayWithoutAKey(String method, String path, int status) {
        assertUnauthenticated(given().request(method, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic Og==",
                "Basic c2tleV90ZXN0X25vYm9keTo=",
                "Bearer skey_test_satang",
                "skey_test_satang",
                "Digest username=\"skey_test_satang\"",
            })
    void aHeaderThatMakesNoSenseIsNoKey(String header) {
        Footprint before = rows.footprint();

        assertUnauthenticated(given().header("Authorization", header).post("/charges"));

        assertThat(rows.footprint()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"skey_test_satang", "skey_test_satang:", "skey_test_satang:anything"})
    void thePasswordDoesNotMatter(String credentials) {
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));

        given().header("Authorization", "Basic " + encoded)
                .get("/charges")
                .then()
                .statusCode(200);
    }

    @Test
    void aKeyIsCheckedBeforeTheBodyIsRead() {
        assertUnauthenticated(given().contentType("application/json").body("{").post("/charges"));
    }

    @Test
    void aRolledKeyWorksBesideItsSuccessorUntilItsEnd() {
        Merchant merchant = merchants.open();
        Merchant successor = new Merchant(merchant.accountId(), ids.next("skey", false));

        merchants.roll(
                merchant,
                merchants.secret(
                        merchant.secretKey(), Optional.of(clock.instant().plusSeconds(3_600))),
                merchants.secret(successor.secretKey(), Optional.empty()));
        await().until(() -> status(successor) == 200);
        assertThat(status(merchant)).isEqualTo(200);

        merchants.roll(
                merchant,
                merchants.secret(merchant.secretKey(), Optional.of(clock.instant())),
                merchants.secret(successor.secretKey(), Optional.empty()));
        await().until(() -> status(merchant) == 401);
        assertThat(status(successor)).isEqualTo(200);
    }

    @Test
    void aKeyThatIsTakenAwayStopsToWork() {
        Merchant merchant = merchants.open();
        Merchant successor = new Merchant(merchant.accountId(), ids.next("skey", false));

        merchants.roll(merchant, merchants.secret(successor.secretKey(), Optional.empty()));

        await().until(() -> status(successor) == 200 && status(merchant) == 401);
    }

    @Test
    void healthAndMetricsAskForNoKeyAndHaveAPortOfTheirOwn() {
        for (String path : List.of("/q/health/ready", "/q/health/live", "/q/metrics")) {
            Merchant.management().get(path).then().statusCode(200);
            given().get(path).then().statusCode(404);
        }
    }

    @Test
    void readinessAsksTheConnectionsOfPaymentsAndNoneThatMigrate() {
        Merchant.management()
                .get("/q/health/ready")
                .then()
                .body("checks.name", hasItem("Reactive PostgreSQL connections health check"))
                .body("checks.name", not(hasItem("Database connections health check")));
    }

    private static int status(Merchant merchant) {
        RequestSpecification request = merchant.request();
        return request.get("/charges").statusCode();
    }

    private static void assertUnauthenticated(Response response) {
        response.then()
                .statusCode(401)
                .contentType("application/json; charset=utf-8")
                .body("object", equalTo("error"))
                .body("code", equalTo("authentication_failure"))
                .body("message", equalTo("authentication failed"));
    }
}
