package io.satang.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is shown of charges, whatever stands in them. */
@QuarkusTest
@QuarkusTestResource(PlatformStandIn.class)
class ChargePagesTest {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String DECLINED = """
            {"object":"charge","id":"chrg_test_1","amount":400000,"currency":"THB","net":384378,"fee":14600,"fee_vat":1022,
             "status":"failed","livemode":false,"failure_code":"insufficient_fund","failure_message":"no money",
             "description":"%1$s","metadata":{"%1$s":"%1$s"},"return_uri":"javascript:alert(1)",
             "authorize_uri":"javascript:alert(1)",
             "created_at":"2026-11-28T12:00:00Z","expires_at":"2026-12-05T12:00:00Z",
             "source":{"id":"src_test_1","type":"points_citi"}}""".formatted(SCRIPT);
    private static final String EVENTS = """
            {"data":[{"object":"event","id":"evnt_test_1","key":"charge.complete","created_at":"2026-11-28T12:01:00Z",
              "data":{"status":"failed","failure_code":"insufficient_fund"},
              "webhook_deliveries":[{"uri":"http://127.0.0.1:1/%1$s","status":500,"key":"charge.complete","error":null,
                "latency_ms":12,"response":"%1$s","created_at":"2026-11-28T12:01:01Z"}],
              "deliveries":[{"id":"dlvr_test_1_0","uri":"http://127.0.0.1:1/","state":"failed","attempts":1,
                "next_attempt_at":"2026-11-28T12:01:06Z"}]}]}""".formatted(SCRIPT);

    private Browser browser = new Browser();

    @BeforeEach
    void aDeclinedCharge() {
        PlatformStandIn.reset();
        browser = Browser.signedIn(PlatformStandIn.KEY);
        PlatformStandIn.answers("GET /charges/chrg_test_1", 200, DECLINED);
        PlatformStandIn.answers("GET /events", 200, EVENTS);
    }

    @Test
    void aDeclinedChargeSaysWhyAndWhatBecameOfItsWebhook() {
        browser.get("/console/charges/chrg_test_1")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("4,000.00\u00a0THB"),
                        containsString("does not hold enough"),
                        containsString("Points Citi"),
                        containsString("28 Nov 2026, 19:00:00"),
                        containsString("title=\"28 Nov 2026, 12:00:00 UTC\""),
                        containsString("Webhook answered 500"),
                        containsString("12\u00a0ms"),
                        containsString("Webhook is tried again")));
    }

    @Test
    void noTextOfAnybodysBecomesAScript() {
        PlatformStandIn.answers("GET /charges", 200, "{\"total\":1,\"data\":[" + DECLINED + "]}");

        for (String page : new String[] {"/console/charges/chrg_test_1", "/console/charges"}) {
            browser.get(page)
                    .then()
                    .statusCode(200)
                    .body(not(containsString(SCRIPT)), not(containsString("href=\"javascript:")))
                    .body(containsString("&lt;script&gt;alert(1)"));
        }
        browser.get("/console/charges?text=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&status=%22%3E%3Cscript%3E")
                .then()
                .statusCode(200)
                .body(not(containsString("<script>")));
        browser.get("/console?refused=%3Cscript%3E").then().body(not(containsString("<script>")));
        browser.get("/console/sign-in?back=%22%3E%3Cscript%3E").then().body(not(containsString("<script>")));
    }

    @Test
    void aRefusalStandsOnThePageOfTheCharge() {
        PlatformStandIn.answers(
                "POST /charges/chrg_test_1/expire",
                400,
                "{\"object\":\"error\",\"code\":\"invalid_charge\",\"message\":\"the charge has failed " + SCRIPT
                        + "\"}");

        browser.submit("/console", "/console/charges/chrg_test_1/expire", Map.of())
                .then()
                .statusCode(400)
                .body(containsString("Not done: the charge has failed"), containsString("invalid_charge"))
                .body(not(containsString(SCRIPT)));
    }

    @Test
    void whatWasNotHeardOfIsNotCalledDone() {
        PlatformStandIn.answers("POST /charges/chrg_test_1/expire", 500, "{}");

        browser.submit("/console", "/console/charges/chrg_test_1/expire", Map.of())
                .then()
                .statusCode(503)
                .body(containsString("It is not known whether that was done"));
    }

    @Test
    void anAmountIsTypedInMainUnitsAndSentInSubunitsOnce() {
        PlatformStandIn.answers("POST /charges/chrg_test_1/refunds", 200, "{\"object\":\"refund\"}");

        browser.submit("/console", "/console/charges/chrg_test_1/refunds", Map.of("amount", "1,500.50", "once", "abc"))
                .then()
                .statusCode(303);
        assertThat(PlatformStandIn.asked()).anyMatch(asked -> asked.endsWith("refunds amount=150050"));

        browser.submit("/console", "/console/charges/chrg_test_1/refunds", Map.of("amount", "a lot"))
                .then()
                .statusCode(400)
                .body(containsString("a lot is no amount of THB"));
        browser.submit("/console", "/console/charges/chrg_test_1/no_such_action", Map.of())
                .then()
                .statusCode(404);
    }

    @Test
    void whatTheVisitorLooksForIsAskedOfTheApi() {
        PlatformStandIn.answers("GET /charges", 200, "{\"total\":1,\"data\":[" + DECLINED + "]}");

        browser.get("/console/charges?status=failed&type=points_citi&text=order7&from=2026-11-28")
                .then()
                .body(containsString("chrg_test_1"));

        assertThat(PlatformStandIn.asked())
                .anyMatch(asked -> asked.startsWith("GET /charges?status=failed&source_type=points_citi&query=order7"
                        + "&from=2026-11-27T17%3A00%3A00Z&order=reverse_chronological&limit=20&after=0"));
    }

    @Test
    void whatNoChargeCanHaveIsNotAskedFor() {
        PlatformStandIn.answers("GET /charges", 200, "{\"total\":1,\"data\":[" + DECLINED + "]}");

        browser.get("/console/charges?status=Failed&type=PromptPay")
                .then()
                .statusCode(200)
                .body(containsString("chrg_test_1"));

        assertThat(PlatformStandIn.asked()).noneMatch(asked -> asked.contains("Failed") || asked.contains("PromptPay"));
    }

    @Test
    void whereTheApiLooksNoFurtherThePageLeadsOn() {
        PlatformStandIn.answers("GET /charges", 200, "{\"total\":1,\"data\":[],\"next\":\"chrg_test_9\"}");

        browser.get("/console/charges?text=nothing")
                .then()
                .body(containsString("older ones were not looked through yet"))
                .body(containsString("href=\"/console/charges?text=nothing&amp;after=chrg_test_9\""))
                .body(not(containsString("Newer")));
        PlatformStandIn.answers("GET /charges", 200, "{\"total\":0,\"data\":[]}");
        browser.get("/console/charges?text=nothing&after=chrg_test_9")
                .then()
                .body(containsString("No charge fits."))
                .body(containsString("href=\"/console/charges?text=nothing\""));
        assertThat(PlatformStandIn.asked()).anyMatch(asked -> asked.contains("&after=chrg_test_9 "));
    }

    @Test
    void whatTheApiHasNotCountedToTheEndIsNotCalledTheWhole() {
        PlatformStandIn.answers("GET /charges", 200, "{\"total\":10040,\"data\":[" + DECLINED + "]}");

        browser.get("/console/charges?offset=40").then().body(containsString("10040 and more"));
        browser.get("/console/charges?offset=60").then().body(containsString("10040 in all"));
    }

    @Test
    void whoLooksForAnIdIsBroughtToItsCharge() {
        browser.get("/console/charges?text=chrg_test_2")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/console/charges/chrg_test_2"));
    }

    @Test
    void aFirstPaymentIsMadeInTheAccountsCurrency() {
        PlatformStandIn.answers("POST /charges", 200, "{\"object\":\"charge\",\"id\":\"chrg_test_1\"}");

        browser.submit("/console", "/console/charges", Map.of("amount", "4000", "type", "promptpay"))
                .then()
                .statusCode(303)
                .header("Location", endsWith("/console/charges/chrg_test_1?done=create"));
        assertThat(PlatformStandIn.asked())
                .anyMatch(asked ->
                        asked.startsWith("POST /charges amount=400000&currency=THB&source%5Btype%5D=promptpay"));
        browser.submit("/console", "/console/charges", Map.of("amount", "-1", "type", "promptpay"))
                .then()
                .statusCode(303)
                .header("Location", endsWith("/console?refused=amount"));
    }
}
