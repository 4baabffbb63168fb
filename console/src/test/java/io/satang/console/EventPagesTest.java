package io.satang.console;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One event, and what its merchant was sent. */
@QuarkusTest
@QuarkusTestResource(PlatformStandIn.class)
class EventPagesTest {
    private static final String EVENT = """
            {"object":"event","id":"evnt_test_1","key":"charge.complete","created_at":"2026-11-28T12:01:00Z","data":{"id":"chrg_test_1"},
             "deliveries":[],
             "webhook_deliveries":[
               {"uri":"http://127.0.0.1:1/","status":500,"payload":"{\\"a\\":1}","created_at":"2026-11-28T12:01:01Z","signature_timestamp":%s},
               {"uri":"http://127.0.0.1:1/","status":200,"payload":"","created_at":"2026-11-28T12:01:09Z","signature_timestamp":%s}]}""";

    private Browser browser = new Browser();

    @BeforeEach
    void signIn() {
        PlatformStandIn.reset();
        browser = Browser.signedIn(PlatformStandIn.KEY);
    }

    @Test
    void overWhatTheLastAttemptWasSignedIsShownToTheByte() {
        PlatformStandIn.answers("GET /events/evnt_test_1", 200, EVENT.formatted("1764331260", "1764331268"));

        browser.get("/console/events/evnt_test_1")
                .then()
                .statusCode(200)
                .body(containsString("<code>1764331260</code>"), containsString("<code>1764331268</code>"))
                .body(containsString(">1764331268.{&quot;a&quot;:1}</pre>"))
                .body(containsString(">evnt_test_1.1764331268.{&quot;a&quot;:1}</pre>"));
    }

    @Test
    void ofAttemptsOfBeforeNothingIsMadeUp() {
        PlatformStandIn.answers("GET /events/evnt_test_1", 200, EVENT.formatted("null", "null"));

        browser.get("/console/events/evnt_test_1").then().statusCode(200).body(not(containsString("What was signed")));
    }
}
