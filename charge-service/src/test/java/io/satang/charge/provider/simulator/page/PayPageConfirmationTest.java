package io.satang.charge.provider.simulator.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.satang.charge.Merchant;
import io.satang.charge.Merchants;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A payer always sees a page, also when nobody knows yet what came of a press, and when there is nothing to see. */
@QuarkusTest
class PayPageConfirmationTest {
    private static final String HTML = "text/html;charset=utf-8";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    TestSources sources;

    @Inject
    Merchants merchants;

    private Merchant merchant;
    private JsonPath charge;
    private String page;

    @BeforeEach
    void charge() {
        merchant = merchants.open();
        charge = merchant.charged(sources.announced(SampleSources.points().ofAccount(merchant.accountId())));
        page = URI.create(charge.getString("authorize_uri")).getPath();
    }

    @Test
    void a_payment_that_takes_long_is_confirmed_at_a_page_that_looks_again_and_leads_back() {
        merchant.tellSimulator("behaviour=slow&delay_ms=12000&calls=1");

        press().statusCode(202)
                .contentType(HTML)
                .body(containsString("Your payment is still being confirmed"))
                .body(containsString("<meta http-equiv=\"refresh\" content=\"3;url=" + page + "?confirming=true\">"))
                .body(containsString("href=\"" + Merchant.RETURN_URI + "\""))
                .body(not(containsString("<form")));
        look().statusCode(202).body(containsString("Your payment is still being confirmed"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> look().statusCode(303).header("Location", equalTo(Merchant.RETURN_URI)));
        assertThat(merchant.retrieve(charge.getString("id")).getString("status"))
                .isEqualTo("successful");
    }

    @ParameterizedTest
    @CsvSource({"mark_as_paid, 303", "mark_as_failed, 303", "expire, 200"})
    void who_looks_again_goes_back_once_it_is_known_or_reads_that_it_is_too_late(String command, int status) {
        Merchant.succeeded(merchant.command(charge.getString("id"), command));

        look().statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({
        "/payments/pay2_test_5satang000000000000/authorize, 404, There is no such payment",
        "/payments/x/authorize, 404, There is no such payment",
        "/payments/x, 404, There is no such payment"
    })
    void a_browser_is_told_in_html_that_there_is_no_such_payment(String path, int status, String message) {
        browser()
                .get(path)
                .then()
                .statusCode(status)
                .contentType(HTML)
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString(message));
        given().get(path).then().statusCode(status).body("code", equalTo("not_found"));
    }

    @Test
    void a_browser_is_told_in_html_that_a_press_makes_no_sense() {
        browser()
                .contentType(ContentType.URLENC)
                .body("outcome=maybe")
                .post(page)
                .then()
                .statusCode(400)
                .contentType(HTML)
                .body(containsString("This was not understood"))
                .body(containsString("href=\"" + page + "\">Open the payment again</a>"));
    }

    @Test
    void what_a_browser_asks_elsewhere_is_answered_as_ever() {
        browser().get("/charges").then().statusCode(401).contentType("application/json; charset=utf-8");
    }

    private ValidatableResponse press() {
        return browser()
                .contentType(ContentType.URLENC)
                .body("outcome=successful")
                .post(page)
                .then();
    }

    private ValidatableResponse look() {
        return browser().get(page + "?confirming=true").then();
    }

    private static RequestSpecification browser() {
        return given().redirects()
                .follow(false)
                .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
    }
}
