package io.satang.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators sign in with a provider of identities, and nobody else sees how the platform does. */
@QuarkusTest
@QuarkusTestResource(PlatformStandIn.class)
@QuarkusTestResource(value = ServiceStandIn.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = IssuerStandIn.class, restrictToAnnotatedClass = true)
class OperatorSignInTest {
    private static final String DOOR = "/console/operator";

    private final Browser browser = new Browser();

    @BeforeEach
    void everythingIsWell() {
        PlatformStandIn.reset();
        ServiceStandIn.reset();
        IssuerStandIn.says(Map.of());
    }

    @Test
    void anOperatorSignsInAndSeesTheSystemAndNothingOfMerchants() {
        browser.get("/console/system").then().statusCode(303).header("Location", endsWith(DOOR));

        Response entered = signIn();

        entered.then().statusCode(303).header("Location", endsWith("/console/system"));
        Cookie session = entered.getDetailedCookie("satang_operator");
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getSameSite()).isEqualToIgnoringCase("lax");
        assertThat(session.getPath()).isEqualTo("/console");
        assertThat(session.getMaxAge()).isEqualTo(60 * 60);
        assertThat(session.getValue()).doesNotContain("operator", "Duty");
        browser.get("/console/system")
                .then()
                .statusCode(200)
                .body(containsString("Ready"), containsString("On Duty"), not(containsString("/console/charges")));
        browser.get("/console/charges").then().statusCode(303).header("Location", containsString("/sign-in?back="));
    }

    @Test
    void theProvidersTokensAreNotKept() {
        signIn();

        assertThat(browser.cookies())
                .hasEntrySatisfying(
                        "q_session_operators", value -> assertThat(value).isEmpty());
        assertThat(browser.cookies().values()).noneMatch(value -> value.contains("eyJ"));
    }

    @Test
    void whatAnOperatorDoesNeedsTheTokenOfTheirSession() {
        ServiceStandIn.answers("/q/metrics", 200, "satang_outbox_dead_rows 2.0\n");
        ServiceStandIn.answers("/internal/outbox/redrive", 200, "{\"events\":2}");
        signIn();
        Map<String, String> service = Map.of("service", "webhook-service");

        browser.send("/console/system/redrive", service).then().statusCode(403);
        assertThat(ServiceStandIn.asked()).noneMatch(asked -> asked.startsWith("POST"));

        browser.submit("/console/system", "/console/system/redrive", service)
                .then()
                .statusCode(200)
                .body(containsString("2 events of webhook-service were put back."));
    }

    @Test
    void aMerchantIsNoOperator() {
        Browser merchant = Browser.signedIn(PlatformStandIn.KEY);

        merchant.get("/console/system").then().statusCode(303).header("Location", endsWith(DOOR));
        merchant.get("/console/methods").then().statusCode(200).body(not(containsString("/console/system")));
        merchant.cookies().put("satang_operator", merchant.cookies().get("satang_console"));
        merchant.get("/console/system").then().statusCode(303).header("Location", endsWith(DOOR));
    }

    @Test
    void whoeverTheProviderKnowsIsNoOperatorWithoutTheGroup() {
        IssuerStandIn.says(Map.of("groups", List.of("everybody")));

        signIn().then().statusCode(403).body(containsString("not as an operator"), not(containsString("00u-operator")));

        browser.get("/console/system").then().statusCode(303).header("Location", endsWith(DOOR));
    }

    @Test
    void aTokenThatDoesNotHoldLetsNobodyIn() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("aud", "another-client"),
                Map.of("iss", "https://evil.example"),
                Map.of("nonce", "another"),
                Map.of("exp", Instant.now().minusSeconds(60).getEpochSecond()))) {
            Browser other = new Browser();
            IssuerStandIn.says(wrong);

            signIn(other)
                    .then()
                    .statusCode(403)
                    .body(containsString("could not be made sure of"))
                    .body(not(containsString("another")), not(containsString("Exception")));

            other.get("/console/system").then().statusCode(303).header("Location", endsWith(DOOR));
        }
    }

    @Test
    void whatATokenSaysOfAPersonIsNotLogged() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = new Lines(lines);
        Logger.getLogger("").addHandler(handler);
        try {
            IssuerStandIn.says(Map.of("aud", "another-client"));
            signIn().then().statusCode(403);
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }

        assertThat(lines).anyMatch(line -> line.contains("sign-in does not hold"));
        assertThat(lines).noneMatch(line -> line.contains("On Duty"));
    }

    @Test
    void aRefusalOfTheProviderIsToldInWords() {
        String state = query(browser.get(DOOR).header("Location")).get("state");

        browser.get(DOOR + "?error=access_denied&error_description=<b>no</b>&state=" + state)
                .then()
                .statusCode(403)
                .body(containsString("could not be made sure of"), not(containsString("<b>")));
    }

    @Test
    void anOperatorWhoSignsOutIsOut() {
        signIn();

        browser.submit("/console/system", DOOR + "/sign-out", Map.of()).then().statusCode(303);

        browser.get("/console/system").then().statusCode(303).header("Location", endsWith(DOOR));
    }

    @Test
    void theDoorForMerchantsShowsTheOneForOperators() {
        browser.get("/console/sign-in").then().body(containsString("href=\"" + DOOR + "\""));
    }

    private static final class Lines extends Handler {
        private final List<String> lines;

        Lines(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getMessage() + Arrays.toString(entry.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private Response signIn() {
        return signIn(browser);
    }

    /** To the provider, back with a code, and on to what the console makes of it. */
    private static Response signIn(Browser browser) {
        Response asked = browser.get(DOOR);
        asked.then().statusCode(302);
        assertThat(query(asked.header("Location")))
                .containsEntry("client_id", IssuerStandIn.CLIENT)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", "http%3A%2F%2F127.0.0.1%3A8080%2Fconsole%2Foperator");
        String back = RestAssured.given()
                .redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .get(asked.header("Location"))
                .header("Location");
        Response answered = browser.get(DOOR + "?" + URI.create(back).getRawQuery());
        return answered.statusCode() == 302 ? browser.get(DOOR) : answered;
    }

    private static Map<String, String> query(String address) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    }
}
