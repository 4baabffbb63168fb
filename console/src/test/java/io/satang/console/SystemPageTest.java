package io.satang.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How everything does, for operators of the local stack. */
@QuarkusTest
@QuarkusTestResource(PlatformStandIn.class)
@QuarkusTestResource(value = ServiceStandIn.class, restrictToAnnotatedClass = true)
class SystemPageTest {
    private Browser browser = new Browser();

    @BeforeEach
    void everythingIsWell() {
        PlatformStandIn.reset();
        ServiceStandIn.reset();
        browser = Browser.signedIn(PlatformStandIn.KEY);
    }

    @Test
    void whatIsWellSaysSo() {
        browser.get("/console/system")
                .then()
                .statusCode(200)
                .body(containsString("Ready"), containsString("Every consumer has taken everything."))
                .body(
                        containsString("Every endpoint takes what is sent to it."),
                        containsString("0 s <span class=\"pill good\">Well"));
        browser.get("/console").then().body(containsString("href=\"/console/system\""));
    }

    @Test
    void aServiceThatIsNotReadySaysWhyAndOneThatDoesNotAnswerSaysThat() {
        ServiceStandIn.answers(
                "/q/health/ready",
                503,
                "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"topics\",\"status\":\"DOWN\"},{\"name\":\"db\",\"status\":\"UP\"}]}");

        browser.get("/console/system")
                .then()
                .statusCode(200)
                .body(containsString("Not ready"), containsString("<td>topics</td>"), containsString("No answer"));
    }

    @Test
    void numbersBeyondWhatAlertsAllowAreToBeLookedAt() {
        ServiceStandIn.answers("/q/metrics", 200, """
                # HELP satang_charges_past_deadline_count pending
                satang_charges_past_deadline_count 3.0
                satang_webhook_oldest_due_age_seconds 4.5
                satang_outbox_oldest_age_seconds 61.0
                satang_outbox_waiting_rows 12.0
                satang_outbox_dead_rows 2.0
                satang_consumer_lag_records{consumer="offers-service",topic="charge.created"} 7.0
                satang_consumer_lag_records{consumer="source-service",topic="charge.created"} 0.0
                """);

        browser.get("/console/system")
                .then()
                .body(containsString("3 <span class=\"pill bad\">Look at it"), containsString("61 s"))
                .body(containsString("4 s <span class=\"pill good\">Well"))
                .body(containsString("<td>offers-service</td><td><code>charge.created</code>"))
                .body(not(containsString("<td>source-service</td><td><code>charge.created</code>")));
    }

    @Test
    void endpointsThatFailAreListed() {
        ServiceStandIn.answers("/internal/webhooks/endpoints", 200, """
                {"object":"list","data":[{"account_id":"account_test_9","uri":"http://127.0.0.1:9<script>","since":"2026-11-28T12:00:00Z",
                 "last_status":500,"last_error":null,"waiting":3,"exhausted":1}]}""");

        browser.get("/console/system")
                .then()
                .body(containsString("account_test_9"), containsString("28 Nov 2026, 19:00:00"))
                .body(not(containsString("9<script>")));
    }

    @Test
    void eventsThatNoTopicTookArePutBack() {
        ServiceStandIn.answers("/q/metrics", 200, "satang_outbox_dead_rows 2.0\n");
        ServiceStandIn.answers("/internal/outbox/redrive", 200, "{\"events\":2}");

        browser.submit("/console/system", "/console/system/redrive", Map.of("service", "webhook-service"))
                .then()
                .statusCode(200)
                .body(containsString("2 events of webhook-service were put back."));

        assertThat(ServiceStandIn.asked()).contains("POST /internal/outbox/redrive satang-local-operator");
    }

    @Test
    void nothingIsAskedOfAServiceThatIsNotThere() {
        browser.submit("/console/system", "/console/system/redrive", Map.of("service", "http://127.0.0.1:1"))
                .then()
                .statusCode(404);
    }
}
