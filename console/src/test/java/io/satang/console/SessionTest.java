package io.satang.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is let in, and what nobody else can do in their name. */
@QuarkusTest
@QuarkusTestResource(PlatformStandIn.class)
class SessionTest {
    private static final String SESSION = "satang_console";
    private static final String CHARGE = """
            {"object":"charge","id":"chrg_test_1","amount":400000,"currency":"THB","status":"pending","livemode":false,
             "created_at":"2026-11-28T12:00:00Z","expires_at":"2026-12-05T12:00:00Z","source":{"type":"promptpay"}}""";

    @BeforeEach
    void aPlatformWithACharge() {
        PlatformStandIn.reset();
        PlatformStandIn.answers("GET /charges/chrg_test_1", 200, CHARGE);
        PlatformStandIn.answers("GET /events", 200, "{\"data\":[]}");
        PlatformStandIn.answers("POST /charges/chrg_test_1/mark_as_paid", 200, CHARGE);
    }

    @Test
    void whoeverIsNotSignedInIsAskedToAndComesBackToWhereTheyWere() {
        Browser browser = new Browser();

        browser.get("/console/charges?status=failed")
                .then()
                .statusCode(303)
                .header("Location", equalTo("/console/sign-in?back=%2Fconsole%2Fcharges%3Fstatus%3Dfailed"));
        browser.send("/console/sign-in", Map.of("key", PlatformStandIn.KEY, "back", "/console/charges?status=failed"))
                .then()
                .statusCode(303)
                .header("Location", equalTo("/console/charges?status=failed"));
    }

    @Test
    void theWayBackLeadsToPagesOfTheConsoleOnly() {
        for (String elsewhere : List.of(
                "https://evil.example",
                "//evil.example",
                "/console//evil.example",
                "/charges",
                "javascript:alert(1)")) {
            new Browser()
                    .send("/console/sign-in", Map.of("key", PlatformStandIn.KEY, "back", elsewhere))
                    .then()
                    .statusCode(303)
                    .header("Location", equalTo("/console"));
        }
    }

    @Test
    void theKeyIsNowhereToBeSeenInTheCookie() {
        Response entered = new Browser().send("/console/sign-in", Map.of("key", PlatformStandIn.KEY));
        Cookie cookie = entered.getDetailedCookie(SESSION);

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualToIgnoringCase("lax");
        assertThat(cookie.getPath()).isEqualTo("/console");
        assertThat(cookie.getMaxAge()).isEqualTo(8 * 60 * 60);
        assertThat(cookie.getValue()).doesNotContain("skey", "first").hasSizeLessThan(500);
    }

    @Test
    void aCookieThatWasChangedIsWorthNothing() {
        Browser browser = Browser.signedIn(PlatformStandIn.KEY);
        String sealed = browser.cookies().get(SESSION);
        browser.cookies().put(SESSION, (sealed.charAt(0) == 'A' ? "B" : "A") + sealed.substring(1));

        browser.get("/console/charges").then().statusCode(303).header("Location", containsString("/sign-in"));
        browser.get("/console/sign-in").then().statusCode(200).body(containsString("Your session has ended"));
    }

    @Test
    void keysThatAreNobodysAndPublicKeysAreRefusedInWords() {
        new Browser()
                .send("/console/sign-in", Map.of("key", "skey_test_nobody"))
                .then()
                .statusCode(403)
                .body(containsString("This key is not known."), not(containsString("skey_test_nobody")));
        new Browser()
                .send("/console/sign-in", Map.of("key", "pkey_test_first"))
                .then()
                .statusCode(403)
                .body(containsString("That is a public key"));
        new Browser().send("/console/sign-in", Map.of()).then().statusCode(403);
    }

    @Test
    void anActionNeedsTheTokenOfThisSession() {
        Browser browser = Browser.signedIn(PlatformStandIn.KEY);
        String stolen = Browser.signedIn(PlatformStandIn.KEY).token("/console");

        for (Map<String, String> fields :
                List.of(Map.<String, String>of(), Map.of("csrf", "0"), Map.of("csrf", stolen))) {
            browser.send("/console/charges/chrg_test_1/mark_as_paid", fields)
                    .then()
                    .statusCode(403)
                    .body(containsString("This form is out of date"));
        }
        assertThat(PlatformStandIn.asked()).noneMatch(asked -> asked.startsWith("POST"));

        browser.submit("/console/charges/chrg_test_1", "/console/charges/chrg_test_1/mark_as_paid", Map.of())
                .then()
                .statusCode(303)
                .header("Location", endsWith("/console/charges/chrg_test_1?done=mark_as_paid"));
        assertThat(PlatformStandIn.asked())
                .anyMatch(asked -> asked.startsWith("POST /charges/chrg_test_1/mark_as_paid"));
    }

    @Test
    void aFormOfAnotherSiteIsRefusedWhateverItHolds() {
        Browser browser = Browser.signedIn(PlatformStandIn.KEY);
        String token = browser.token("/console");

        for (Map<String, String> header : List.of(
                Map.of("Origin", "https://evil.example"),
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Origin", "null"))) {
            browser.request()
                    .headers(header)
                    .formParam("csrf", token)
                    .post("/console/charges/chrg_test_1/mark_as_paid")
                    .then()
                    .statusCode(403);
            new Browser()
                    .request()
                    .headers(header)
                    .formParam("key", PlatformStandIn.KEY)
                    .post("/console/sign-in")
                    .then()
                    .statusCode(403);
        }
        browser.request()
                .header("Origin", "http://127.0.0.1:8080")
                .formParam("csrf", token)
                .post("/console/charges/chrg_test_1/mark_as_paid")
                .then()
                .statusCode(303);
    }

    @Test
    void aSessionEndsWhenItsKeyIsNoLongerTaken() {
        Browser browser = Browser.signedIn(PlatformStandIn.KEY);
        PlatformStandIn.answers("GET /charges", 401, "{\"object\":\"error\",\"code\":\"authentication_failure\"}");

        browser.get("/console/charges").then().statusCode(303).header("Location", containsString("/sign-in?back="));
    }

    @Test
    void whoSignsOutIsOut() {
        Browser browser = Browser.signedIn(PlatformStandIn.KEY);

        browser.submit("/console", "/console/sign-out", Map.of()).then().statusCode(303);

        browser.get("/console").then().statusCode(303).header("Location", containsString("/sign-in"));
        browser.get("/console/sign-in").then().statusCode(200).body(not(containsString("Your session has ended")));
    }

    @Test
    void anotherAccountsObjectsAreNotThere() {
        Browser other = Browser.signedIn(PlatformStandIn.OTHER_KEY);

        other.get("/console/charges/chrg_test_1")
                .then()
                .statusCode(404)
                .body(containsString("There is no such page"), not(containsString("4,000.00")));
        other.submit("/console", "/console/charges/chrg_test_1/mark_as_paid", Map.of())
                .then()
                .statusCode(404);
    }

    @Test
    void whatIsNoIdIsNotAskedFor() {
        Browser browser = Browser.signedIn(PlatformStandIn.KEY);
        PlatformStandIn.reset();

        for (String id : List.of("chrg%2F..%2Faccount", "a.b", "x%3Fy", "%00", "ฃ")) {
            browser.get("/console/charges/" + id).then().statusCode(404);
        }
        assertThat(PlatformStandIn.asked()).isEmpty();
    }

    @Test
    void browsersAreToldToRunNothingButOurOwn() {
        Browser browser = Browser.signedIn(PlatformStandIn.KEY);

        for (String path : List.of("/console", "/console/sign-in", "/console/charges/none", "/console/no/such/page")) {
            browser.get(path)
                    .then()
                    .header("Content-Security-Policy", containsString("default-src 'none'"))
                    .header("Content-Security-Policy", not(containsString("unsafe")))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "same-origin")
                    .header("Cache-Control", "no-store");
        }
    }

    @Test
    void aLanguageIsChosenOnce() {
        Browser browser = Browser.signedIn(PlatformStandIn.KEY);

        browser.request()
                .header("Accept-Language", "th-TH,th;q=0.9,en;q=0.8")
                .get("/console")
                .then()
                .body(containsString("<html lang=\"th\">"), containsString("หน้าแรก"));
        browser.get("/console").then().body(containsString("<html lang=\"en\">"));
        browser.get("/console/language/th?back=/console/charges")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/console/charges"));
        browser.get("/console").then().body(containsString("<html lang=\"th\">"));
        browser.get("/console/language/xx").then().statusCode(404);
    }

    @Test
    void aPlatformThatIsAwayIsToldInWords() {
        Browser browser = Browser.signedIn(PlatformStandIn.KEY);
        PlatformStandIn.answers("GET /charges", 503, "{\"object\":\"error\"}");

        browser.get("/console/charges").then().statusCode(503).body(containsString("The platform does not answer"));
    }
}
