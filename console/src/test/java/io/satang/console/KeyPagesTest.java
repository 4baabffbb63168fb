package io.satang.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account's keys, and rolling them. */
@QuarkusTest
@QuarkusTestResource(PlatformStandIn.class)
class KeyPagesTest {
    private Browser browser = new Browser();

    @BeforeEach
    void twoKeys() {
        PlatformStandIn.reset();
        browser = Browser.signedIn(PlatformStandIn.KEY);
        PlatformStandIn.answers("GET /keys", 200, """
                {"data":[
                 {"object":"key","kind":"secret","last_four":"aB3d","current":true,"created_at":"2026-11-28T12:00:00Z",
                  "last_used_at":"2026-11-28T13:00:00Z","expires_at":null},
                 {"object":"key","kind":"public","last_four":null,"current":false,"created_at":"2026-11-28T12:00:00Z",
                  "last_used_at":null,"expires_at":"2026-11-29T12:00:00Z"}]}""");
    }

    @Test
    void keysAreToldApartAndNotShown() {
        browser.get("/console/keys")
                .then()
                .statusCode(200)
                .body(containsString("…aB3d"), containsString("this session&#39;s"))
                .body(containsString("not heard of"), containsString("Ends 29 Nov 2026, 19:00:00"))
                .body(not(containsString(PlatformStandIn.KEY)));
    }

    @Test
    void aSecretKeyThatIsRolledIsShownOnceAndTheSessionGoesOnWithIt() {
        // A key for which the stand-in lists nothing: the new key is shown all the same.
        rolled("secret", PlatformStandIn.OTHER_KEY);

        browser.submit("/console/keys", "/console/keys/roll", Map.of("kind", "secret", "overlap", "3600"))
                .then()
                .statusCode(200)
                .body(containsString("<code data-copy>" + PlatformStandIn.OTHER_KEY + "</code>"))
                .body(containsString("This session goes on with the new key."));

        assertThat(PlatformStandIn.asked()).contains("POST /keys/roll kind=secret&overlap=3600");
        browser.get("/console/charges");
        assertThat(PlatformStandIn.keys().getLast()).isEqualTo(PlatformStandIn.OTHER_KEY);
    }

    @Test
    void aPublicKeyThatIsRolledIsShownOnceAndLeavesTheSessionAsItIs() {
        rolled("public", "pkey_test_fresh");

        browser.submit("/console/keys", "/console/keys/roll", Map.of("kind", "public", "overlap", "60"))
                .then()
                .statusCode(200)
                .body(containsString("<code data-copy>pkey_test_fresh</code>"), containsString("The key was rolled."));

        browser.get("/console/keys").then().body(not(containsString("pkey_test_fresh")));
        assertThat(PlatformStandIn.keys()).containsOnly(PlatformStandIn.KEY);
    }

    @Test
    void whatIsRefusedIsSaid() {
        PlatformStandIn.answers(
                "POST /keys/roll", 400, "{\"object\":\"error\",\"code\":\"bad_request\",\"message\":\"ten keys\"}");

        browser.submit("/console/keys", "/console/keys/roll", Map.of("kind", "secret", "overlap", "60"))
                .then()
                .statusCode(400)
                .body(containsString("Not done: ten keys (bad_request)"));
    }

    private static void rolled(String kind, String key) {
        PlatformStandIn.answers("POST /keys/roll", 200, """
                {"object":"key","kind":"%s","key":"%s","last_four":"cond","created_at":"2026-11-28T12:00:00Z",
                 "others_expire_at":"2026-11-28T13:00:00Z"}""".formatted(kind, key));
    }
}
