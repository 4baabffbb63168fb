package io.satang.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a merchant's server has sent, and what it was answered. */
@QuarkusTest
@QuarkusTestResource(PlatformStandIn.class)
class RequestPagesTest {
    private static final String REQUEST = """
            {"object":"request","id":"rqst_test_1","livemode":false,"location":"/requests/rqst_test_1","method":"POST",
             "path":"/charges/chrg_test_1/refunds","query":{},"body":{"amount":"10","description":"[redacted]"},"status":400,
             "answer":{"object":"error","code":"bad_request"},"error_code":"bad_request","error_message":"<script>alert(1)</script>",
             "duration_ms":7,"request_id":"5f0c1a2b","key":{"kind":"secret","last_four":"tang"},
             "created_at":"2026-11-28T12:00:00Z"}""";

    private Browser browser = new Browser();

    @BeforeEach
    void aRequestThatWasRefused() {
        PlatformStandIn.reset();
        browser = Browser.signedIn(PlatformStandIn.KEY);
        PlatformStandIn.answers("GET /requests", 200, "{\"data\":[" + REQUEST + "],\"total\":1}");
        PlatformStandIn.answers("GET /requests/rqst_test_1", 200, REQUEST);
    }

    @Test
    void theListIsAskedForAsTheVisitorWishes() {
        browser.get("/console/requests?status=4xx&method=POST&path=charges&from=2026-11-28")
                .then()
                .statusCode(200)
                .body(containsString("POST /charges/chrg_test_1/refunds"), containsString("bad_request"))
                .body(containsString("href=\"/console/requests/rqst_test_1\""), containsString("secret …tang"));

        assertThat(PlatformStandIn.asked())
                .anyMatch(
                        asked -> asked.startsWith(
                                "GET /requests?status=4xx&method=POST&path=%2Fcharges&from=2026-11-28&order=reverse_chronological"));
    }

    @Test
    void oneIsShownWithItsAnswerAndTheWayToItsCharge() {
        browser.get("/console/requests/rqst_test_1")
                .then()
                .statusCode(200)
                .body(containsString("href=\"/console/charges/chrg_test_1\""), containsString("5f0c1a2b"))
                .body(containsString("[redacted]"), not(containsString("<script>alert(1)</script>")));
    }

    @Test
    void whatIsNotThereIsSaidToBe() {
        browser.get("/console/requests/rqst_test_2").then().statusCode(404);
    }
}
