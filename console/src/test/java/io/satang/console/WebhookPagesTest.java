package io.satang.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where webhooks go, what has not come there, and the other lists. */
@QuarkusTest
@QuarkusTestResource(PlatformStandIn.class)
class WebhookPagesTest {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String ENDPOINT = """
            {"object":"webhook_endpoint","id":"whep_test_1","uri":"http://127.0.0.1:9/%1$s","follows_account":false,
             "description":"%1$s","events":["charge.*"],"state":"enabled","state_since":"2026-11-28T12:00:00Z"}""".formatted(SCRIPT);

    private Browser browser = new Browser();

    @BeforeEach
    void anEndpointThatFails() {
        PlatformStandIn.reset();
        browser = Browser.signedIn(PlatformStandIn.KEY);
        PlatformStandIn.answers("GET /webhook_endpoints", 200, "{\"data\":[" + ENDPOINT + "]}");
        PlatformStandIn.answers("GET /webhook_endpoints/whep_test_1", 200, ENDPOINT);
        PlatformStandIn.answers("GET /deliveries/failing", 200, """
                {"data":[{"endpoint":"whep_test_1","uri":"x","since":"2026-11-28T11:00:00Z","last_status":0,
                  "last_error":"connection failed %s","waiting":3,"exhausted":1,"next_attempt_at":"2026-11-28T12:00:00Z"}]}""".formatted(SCRIPT));
        PlatformStandIn.answers("GET /deliveries", 200, """
                {"data":[{"id":"dlvr_test_1_0","event":"evnt_test_1","key":"charge.complete","uri":"http://127.0.0.1:9/%1$s",
                  "state":"failed","attempts":2,"next_attempt_at":"2026-11-28T12:00:00Z",
                  "last_attempt":{"status":500,"error":null,"latency_ms":7,"response":"%1$s","created_at":"2026-11-28T11:59:00Z"}}],
                 "next":"dlvr_test_1_0"}""".formatted(SCRIPT));
    }

    @Test
    void whatFailsSaysSinceWhenAndHow() {
        browser.get("/console/webhooks")
                .then()
                .statusCode(200)
                .body(containsString("Failing"), containsString("28 Nov 2026, 18:00:00"))
                .body(containsString("connection failed"), containsString("500 · 7\u00a0ms"))
                .body(containsString("href=\"/console/webhooks?after=dlvr_test_1_0\""))
                .body(not(containsString(SCRIPT)));
        browser.get("/console/webhooks/whep_test_1")
                .then()
                .statusCode(200)
                .body(containsString("value=\"2026-11-28T11:00:00Z\""), not(containsString(SCRIPT)));
    }

    @Test
    void howMuchOfTheLastDayAnEndpointTookIsTold() {
        browser.get("/console/webhooks").then().body(containsString("<td class=\"number\">–</td>"));
        PlatformStandIn.answers(
                "GET /webhook_endpoints/whep_test_1/health",
                200,
                "{\"last_day\":{\"attempts\":1000,\"succeeded\":999}}");

        browser.get("/console/webhooks").then().body(containsString("99\u00a0% of 1000"));
        browser.get("/console/webhooks/whep_test_1").then().body(containsString("99\u00a0% of 1000"));
    }

    @Test
    void anAddressIsSetAndADeliverySentAgain() {
        PlatformStandIn.answers("PATCH /account", 200, "{}");
        PlatformStandIn.answers("POST /deliveries/dlvr_test_1_0/resend", 200, "{}");

        browser.submit("/console/webhooks", "/console/webhooks/address", Map.of("uri", " http://127.0.0.1:9/new "))
                .then()
                .statusCode(303)
                .header("Location", endsWith("/console/webhooks?done=address"));
        browser.submit("/console/webhooks", "/console/webhooks/resend-dlvr_test_1_0", Map.of())
                .then()
                .statusCode(303);
        assertThat(PlatformStandIn.asked())
                .anyMatch(asked -> asked.equals("PATCH /account webhook_uri=http%3A%2F%2F127.0.0.1%3A9%2Fnew"))
                .anyMatch(asked -> asked.startsWith("POST /deliveries/dlvr_test_1_0/resend"));
    }

    @Test
    void anEndpointIsTriedPausedAndGivenWhatItHasMissed() {
        for (String action : List.of("ping", "pause", "resume", "replays")) {
            PlatformStandIn.answers("POST /webhook_endpoints/whep_test_1/" + action, 200, "{}");
            browser.submit(
                            "/console",
                            "/console/webhooks/whep_test_1/" + action,
                            Map.of("since", "2026-11-28T11:00:00Z"))
                    .then()
                    .statusCode(303)
                    .header("Location", endsWith("/console/webhooks/whep_test_1?done=" + action));
        }
        assertThat(PlatformStandIn.asked())
                .anyMatch(asked -> asked.endsWith("replays undelivered=true&from=2026-11-28T11%3A00%3A00Z"));
    }

    @Test
    void aSecretIsShownOnceAndStandsInNoAddress() {
        PlatformStandIn.answers(
                "POST /webhook_endpoints/whep_test_1/roll_secret", 200, "{\"secret\":\"whsec_c2VjcmV0\"}");

        browser.submit("/console", "/console/webhooks/whep_test_1/roll_secret", Map.of())
                .then()
                .statusCode(200)
                .body(containsString("whsec_c2VjcmV0"))
                .header("Cache-Control", "no-store");
        browser.get("/console/webhooks/whep_test_1").then().body(not(containsString("whsec_")));
    }

    @Test
    void aPlatformWithoutEndpointsOfMerchantsStillShowsWhatFails() {
        PlatformStandIn.answers("GET /webhook_endpoints", 404, "{\"object\":\"error\",\"code\":\"not_found\"}");

        browser.get("/console/webhooks")
                .then()
                .statusCode(200)
                .body(containsString("Failing"), not(containsString("/console/webhooks/new")));
    }

    @Test
    void everyListIsShownAsText() {
        PlatformStandIn.answers(
                "GET /events",
                200,
                "{\"total\":1,\"data\":[{\"id\":\"evnt_test_1\",\"key\":\"" + SCRIPT.replace("\"", "")
                        + "\",\"data\":{\"id\":\"x\"}}]}");
        PlatformStandIn.answers(
                "GET /customers",
                200,
                "{\"total\":41,\"data\":[{\"id\":\"cust_test_1\",\"email\":\"" + SCRIPT + "\",\"description\":\""
                        + SCRIPT + "\",\"cards\":{\"data\":[{\"brand\":\"" + SCRIPT
                        + "\",\"last_digits\":\"4242\"}]}}]}");
        PlatformStandIn.answers(
                "GET /refunds",
                200,
                "{\"total\":0,\"data\":[{\"id\":\"rfnd_test_1\",\"amount\":100,\"currency\":\"THB\",\"charge\":\""
                        + SCRIPT + "\"}]}");
        PlatformStandIn.answers(
                "GET /offers", 200, "{\"total\":0,\"data\":[{\"id\":\"offr_test_1\",\"name\":\"" + SCRIPT + "\"}]}");

        for (String page : List.of("events", "customers", "refunds", "offers", "methods")) {
            browser.get("/console/" + page).then().statusCode(200).body(not(containsString("<script>")));
        }
        browser.get("/console/customers").then().body(containsString("href=\"/console/customers?offset=1\""));
        browser.get("/console/customers?offset=40")
                .then()
                .body(containsString("href=\"/console/customers?offset=20\""));
    }

    @Test
    void whoPaysTheInterestIsSetOnTheAccount() {
        PlatformStandIn.answers("PATCH /account", 200, "{}");

        browser.submit("/console/methods", "/console/methods/interest", Map.of("merchant", "yes"))
                .then()
                .statusCode(303);
        browser.submit("/console/methods", "/console/methods/interest", Map.of())
                .then()
                .statusCode(303);
        assertThat(PlatformStandIn.asked())
                .anyMatch(asked -> asked.endsWith("zero_interest_installments=true"))
                .anyMatch(asked -> asked.endsWith("zero_interest_installments=false"));
    }
}
