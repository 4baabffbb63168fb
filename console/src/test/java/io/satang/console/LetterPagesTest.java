package io.satang.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What consumers have put aside, looked at and redriven by an operator. */
@QuarkusTest
@QuarkusTestResource(PlatformStandIn.class)
@QuarkusTestResource(value = ServiceStandIn.class, restrictToAnnotatedClass = true)
class LetterPagesTest {
    private static final String LETTERS = "/console/system/letters";
    private static final String PAGE = LETTERS + "?service=webhook-service&topic=charge.complete";
    private static final String LETTER = """
            {"topic":"charge.complete","partition":0,"offset":17,"key":"chrg_test_1<script>","cause":"java.lang.X","reason":"no payload",
             "put_aside_at":"2026-11-28T12:00:00Z","redrivable":%s}""";

    private Browser browser = new Browser();

    @BeforeEach
    void twoLettersWait() {
        PlatformStandIn.reset();
        ServiceStandIn.reset();
        letters(LETTER.formatted(true));
        browser = Browser.signedIn(PlatformStandIn.KEY);
    }

    private static void letters(String letter) {
        ServiceStandIn.answers(
                "/internal/dead-letters", 200, "{\"object\":\"list\",\"data\":[" + letter + "],\"next\":\"0:17\"}");
    }

    @Test
    void topicsWithLettersAreCountedAndLeadToThem() {
        ServiceStandIn.answers(
                "/internal/dead-letters",
                200,
                "{\"object\":\"list\",\"data\":[{\"topic\":\"charge.complete\",\"waiting\":4}]}");

        browser.get("/console/system")
                .then()
                .body(containsString("<td class=\"number\">4</td>"))
                .body(containsString("href=\"" + PAGE.replace("&", "&amp;") + "\""))
                .body(containsString("Not known of: charge-service"));
    }

    @Test
    void aServiceThatConsumesNothingHasNoLetters() {
        ServiceStandIn.answers("/internal/dead-letters", 404, "{}");

        browser.get("/console/system")
                .then()
                .body(
                        containsString("waits to be redriven"),
                        not(containsString("Not known of: charge-service, webhook-service")));
    }

    @Test
    void aLetterSaysWhatItIsAboutAndWhyItWasPutAside() {
        browser.get(PAGE)
                .then()
                .statusCode(200)
                .body(containsString("Put aside by webhook-service: charge.complete"))
                .body(containsString("chrg_test_1&lt;script&gt;"), containsString("no payload"))
                .body(containsString("28 Nov 2026, 19:00:00"), containsString("after=0%3A17"));
        assertThat(ServiceStandIn.asked()).contains("GET /internal/dead-letters satang-local-operator");
    }

    @Test
    void oneLetterIsRedriven() {
        ServiceStandIn.answers("/internal/dead-letters/redrive", 200, "{\"redriven\":1,\"kept\":0}");

        browser.submit(
                        PAGE,
                        LETTERS + "/redrive",
                        Map.of("service", "webhook-service", "topic", "charge.complete", "letter", "0:17"))
                .then()
                .statusCode(200)
                .body(containsString("Records redriven: 1."));
        assertThat(ServiceStandIn.asked()).contains("POST /internal/dead-letters/redrive satang-local-operator");
    }

    @Test
    void whatWasNotRedrivenIsTold() {
        ServiceStandIn.answers("/internal/dead-letters/redrive", 200, "{\"redriven\":3,\"kept\":2}");
        Map<String, String> all = Map.of("service", "webhook-service", "topic", "charge.complete");

        browser.submit(PAGE, LETTERS + "/redrive", all)
                .then()
                .body(containsString("Records redriven: 3. Not redriven: 2"));

        ServiceStandIn.answers("/internal/dead-letters/redrive", 503, "{}");
        browser.submit(PAGE, LETTERS + "/redrive", all).then().body(containsString("Nothing was redriven"));
    }

    @Test
    void aLetterThatIsNotWholeHasNoButton() {
        letters(LETTER.formatted(false));

        browser.get(PAGE)
                .then()
                .body(containsString("too large to be kept whole"), not(containsString("name=\"letter\"")));
    }

    @Test
    void nothingIsRedrivenWithoutTheTokenOfThePageOrOfAServiceThatIsNotThere() {
        Map<String, String> all = Map.of("service", "webhook-service", "topic", "charge.complete");
        browser.send(LETTERS + "/redrive", all).then().statusCode(403);
        browser.submit(PAGE, LETTERS + "/redrive", Map.of("service", "http://127.0.0.1:1", "topic", "charge.complete"))
                .then()
                .statusCode(404);
        browser.get(LETTERS).then().statusCode(303).header("Location", endsWith("/console/system"));

        assertThat(ServiceStandIn.asked()).noneMatch(asked -> asked.startsWith("POST"));
    }
}
