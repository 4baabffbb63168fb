package io.satang.charge.provider.simulator.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.satang.charge.Merchant;
import io.satang.charge.Merchants;
import io.satang.charge.TestRows;
import io.satang.charge.TestTopics;
import io.satang.charge.Together;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.events.SourceCreated;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page where a payer pays: plain HTML and a form, which needs no script. */
@QuarkusTest
class PayPageTest {
    private static final String HTML = "text/html;charset=utf-8";

    @Inject
    TestSources sources;

    @Inject
    Merchants merchants;

    @Inject
    TestTopics topics;

    @Inject
    TestRows rows;

    @Test
    void thePageShowsWhomWhatHowAndUntilWhen() {
        JsonPath charge = charge(SampleSources.points());

        show(charge)
                .statusCode(200)
                .contentType(HTML)
                .header("Cache-Control", equalTo("no-store"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .body(containsString("<bdi>shop.example</bdi>"))
                .body(not(containsString("merchant@example.com")))
                .body(containsString("฿4,000.00"))
                .body(containsString("Citi points"))
                .body(containsString("<time datetime=\"" + charge.getString("expires_at") + "\""))
                .body(
                        matchesPattern(
                                "(?s).*in \\d+ (?:minutes|hours|days), <time[^>]*>\\d{1,2} [A-Z][a-z]+ \\d\\d:\\d\\d \\(Bangkok\\)<.*"))
                .body(containsString("Successful"))
                .body(containsString("Failed"))
                .body(containsString("<option value=\"payment_rejected\">"))
                .body(containsString("<meta name=\"viewport\""))
                .body(containsString("No money moves."));
    }

    @Test
    void yenHaveNoDecimals() {
        JsonPath charge = charge(SampleSources.points().amount(123_456, "JPY"));

        show(charge).body(containsString(">¥123,456<"));
    }

    @Test
    void aPayerWhoPressesSuccessfulIsSentBackAndHasPaid() {
        JsonPath charge = charge(SampleSources.points());

        press(charge, "outcome=successful").statusCode(303).header("Location", equalTo(Merchant.RETURN_URI));

        JsonPath paid = Merchant.SATANG.retrieve(charge.getString("id"));
        assertThat(paid.getString("status")).isEqualTo("successful");
        assertThat(paid.getBoolean("paid")).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "outcome=failed, failed_processing",
        "outcome=failed&failure_code=, failed_processing",
        "outcome=failed&failure_code=payment_rejected, payment_rejected",
        "outcome=failed&failure_code=insufficient_fund, insufficient_fund",
    })
    void aPayerWhoPressesFailedIsSentBackAndHasNotPaid(String form, String code) {
        JsonPath charge = charge(SampleSources.points());

        press(charge, form).statusCode(303).header("Location", equalTo(Merchant.RETURN_URI));

        JsonPath failed = Merchant.SATANG.retrieve(charge.getString("id"));
        assertThat(failed.getString("status")).isEqualTo("failed");
        assertThat(failed.getString("failure_code")).isEqualTo(code);
    }

    @Test
    void aSecondPressIsToldThatThereIsNothingLeftToDo() {
        JsonPath charge = charge(SampleSources.points());
        press(charge, "outcome=successful");

        press(charge, "outcome=failed")
                .statusCode(409)
                .contentType(HTML)
                .body(containsString("Payment successful"))
                .body(containsString("There is nothing left to do here."))
                .body(containsString("href=\"" + Merchant.RETURN_URI + "\""))
                .body(not(containsString("<form")))
                .body(not(containsString("Due")));
        assertThat(Merchant.SATANG.retrieve(charge.getString("id")).getString("status"))
                .isEqualTo("successful");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "mark_as_paid, Payment successful",
        "mark_as_failed, The payment could not be processed.",
        "expire, Payment expired",
    })
    void aPageWhoseChargeHasEndedSaysSo(String command, String message) {
        JsonPath charge = charge(SampleSources.points());
        Merchant.succeeded(Merchant.SATANG.command(charge.getString("id"), command));

        show(charge).statusCode(200).body(containsString(message)).body(not(containsString("<form")));
        press(charge, "outcome=successful").statusCode(409).body(containsString(message));
    }

    @Test
    void anOfflinePayerSeesTheResultOnThePage() {
        SourceCreated source = sources.announced(SampleSources.atome());
        String id = Merchant.succeeded(Merchant.SATANG.charge("amount=50000&currency=SGD&source=" + source.sourceId()))
                .getString("id");
        String page = "/payments/" + pageId(id) + "/authorize";

        given().get(page).then().statusCode(200).body(containsString("S$500.00"));
        given().contentType(ContentType.URLENC)
                .body("outcome=successful")
                .post(page)
                .then()
                .statusCode(200)
                .contentType(HTML)
                .body(containsString("Payment successful"));

        assertThat(Merchant.SATANG.retrieve(id).getString("status")).isEqualTo("successful");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "outcome=failed&failure_code=stolen_or_lost_card, failure_code is invalid",
        "outcome=maybe, outcome is invalid",
        "failure_code=payment_rejected, outcome cannot be blank",
    })
    void aPressThatMakesNoSenseChangesNothing(String form, String message) {
        JsonPath charge = charge(SampleSources.points());

        press(charge, form)
                .statusCode(400)
                .contentType("application/json; charset=utf-8")
                .body("code", equalTo("bad_request"))
                .body("message", equalTo(message));
        assertThat(Merchant.SATANG.retrieve(charge.getString("id")).getString("status"))
                .isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pay2_test_5satang000000000000", "x", "%00", "ส"})
    void aPageThatNobodyMadeIsNotFound(String pageId) {
        String path = "/payments/" + pageId + "/authorize";

        given().urlEncodingEnabled(!pageId.startsWith("%"))
                .get(path)
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
        given().urlEncodingEnabled(!pageId.startsWith("%"))
                .contentType(ContentType.URLENC)
                .body("outcome=successful")
                .post(path)
                .then()
                .statusCode(404);
    }

    @Test
    void aLiveChargeIsPaidAtItsProvidersPage() {
        Merchant live = merchants.open(true, "merchant@example.com");
        JsonPath charge = live.charged(sources.announced(SampleSources.points().ofAccount(live.accountId())));

        show(charge).statusCode(404);
        press(charge, "outcome=successful").statusCode(404);
        assertThat(live.retrieve(charge.getString("id")).getString("status")).isEqualTo("pending");
    }

    @Test
    void whatAMerchantWritesIsTextOnThePageAndNoMarkup() {
        Merchant hostile = merchants.openAs("<script>alert(1)</script>\"'&");
        SourceCreated source = sources.announced(SampleSources.points().ofAccount(hostile.accountId()));
        JsonPath charge = Merchant.succeeded(hostile.charge("amount=400000&currency=THB&source=%s&return_uri=%s"
                .formatted(source.sourceId(), "https://shop.example/?a='%26b=(1)")));
        Merchant.succeeded(hostile.command(charge.getString("id"), "expire"));

        String page = show(charge).statusCode(200).extract().asString();

        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;")
                .contains("href=\"https://shop.example/?a=&#39;&amp;b=(1)\"")
                .doesNotContain("<script>alert");
    }

    @Test
    void aReturnUriWithLettersOfItsOwnIsSentAsAscii() {
        SourceCreated source = sources.announced(SampleSources.points());
        JsonPath charge = Merchant.succeeded(Merchant.SATANG.charge("amount=400000&currency=THB&source=%s&return_uri=%s"
                .formatted(source.sourceId(), "https://shop.example/เสร็จ")));

        press(charge, "outcome=successful")
                .statusCode(303)
                .header(
                        "Location",
                        equalTo(URI.create("https://shop.example/เสร็จ").toASCIIString()));
    }

    @Test
    void ofManyPressesAtOnceOneCounts() {
        JsonPath charge = charge(SampleSources.points());
        String path = path(charge);

        List<Integer> statuses = Together.run(IntStream.range(0, 16)
                .mapToObj(i -> (Callable<Integer>) () -> given().redirects()
                        .follow(false)
                        .contentType(ContentType.URLENC)
                        .body(i % 2 == 0 ? "outcome=successful" : "outcome=failed")
                        .post(path)
                        .statusCode())
                .toList());

        assertThat(statuses).containsOnlyOnce(303).containsOnly(303, 409);
        rows.awaitPublished();
        assertThat(topics.events(charge.getString("id"))).hasSize(2);
    }

    private JsonPath charge(SampleSources sample) {
        return Merchant.SATANG.charged(sources.announced(sample));
    }

    private String pageId(String chargeId) {
        return rows.text("SELECT page_id FROM charges WHERE id = ?", chargeId);
    }

    private static ValidatableResponse show(JsonPath charge) {
        return given().get(path(charge)).then();
    }

    private static ValidatableResponse press(JsonPath charge, String form) {
        return given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .body(form)
                .post(path(charge))
                .then();
    }

    private static String path(JsonPath charge) {
        return URI.create(charge.getString("authorize_uri")).getPath();
    }
}
