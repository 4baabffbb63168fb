package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.presenceOfElementLocated;
import static org.openqa.selenium.support.ui.ExpectedConditions.textMatches;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBe;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.browser.Accessibility;
import io.satang.browser.Browser;
import io.satang.browser.NeedsBrowser;
import io.satang.browser.Viewer;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** What a payment's page says in each state that it can be in, for everybody, with pictures of it. */
@NeedsBrowser
@ExtendWith(RunningPlatform.class)
class PayPageStatesTest {
    private static final Pattern AN_HOUR_AT_MOST = Pattern.compile("0[01]:\\d\\d:\\d\\d");

    private static final String HARM = "<img src=x onerror=document.title=1><script>document.title=2</script>";

    private static final String NAME = "<script>document.title=3</script>";

    private final Platform platform;
    private final Shop shop;

    PayPageStatesTest(Platform platform) {
        this.platform = platform;
        this.shop = new Shop(platform.api());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "th", "ja"})
    void every_state_can_be_read_by_everybody_in_the_light_and_on_a_phone_in_the_dark(String language) {
        List<Viewer> viewers = List.of(
                Viewer.USUAL.speaking(language),
                Viewer.USUAL.speaking(language).onPhone().inTheDark());
        for (Viewer viewer : viewers) {
            try (Browser browser = Browser.open(viewer)) {
                String name =
                        "pay-page-" + language + "-" + viewer.screen().name().toLowerCase(Locale.ROOT) + "-";
                check(browser, url(installments()), name + "installments");
                check(browser, url(byCard()), name + "card");
                check(browser, codeUrl(shop.qrCharge()), name + "qr");
                check(browser, url(ended("mark_as_paid")), name + "paid");
                check(browser, url(ended("expire")), name + "expired");
                check(
                        browser,
                        platform.baseUrl() + "/payments/pay2_test_0000000000000000000/authorize",
                        name + "unknown");
            }
        }
    }

    @Test
    void the_page_with_the_code_turns_by_itself_once_it_is_paid() {
        JsonNode charge = shop.qrCharge();
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            browser.go(codeUrl(charge));
            assertThat(browser.find(".code img").getDomProperty("naturalWidth")).isNotEqualTo("0");
            assertThat(browser.find(".left").getText()).isEqualTo("in 6 days");
            browser.driver()
                    .executeScript(
                            "const left = document.querySelector('.left'); left.dataset.seconds = 3600; delete left.dataset.end;");
            browser.await(textMatches(By.cssSelector(".left"), AN_HOUR_AT_MOST));

            shop.secret()
                    .post("/charges/" + charge.get("id").asText() + "/mark_as_paid")
                    .ok();

            browser.await(presenceOfElementLocated(By.cssSelector(".outcome.paid")));
            browser.await(textToBe(By.tagName("h1"), "Payment successful"));
            browser.screenshot("pay-page-qr-paid");
            Accessibility.requireForEverybody(browser);
        }
    }

    @Test
    void a_payer_is_taken_back_by_itself_after_the_result() {
        JsonNode charge = charge("points_citi", "400000", "return_uri=" + platform.baseUrl() + "/openapi.json");
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            browser.go(url(charge));
            browser.find("button.confirm").click();
            browser.await(presenceOfElementLocated(By.cssSelector(".outcome.paid")));

            browser.await(driver -> driver.getCurrentUrl().endsWith("/openapi.json"));
        }
    }

    @Test
    void a_payer_without_scripts_chooses_another_language_and_keeps_it() {
        try (Browser browser = Browser.open(Viewer.USUAL.withoutJavaScript())) {
            browser.go(url(shop.charge()));
            browser.find("footer a[lang=th]").click();
            browser.await(driver -> browser.find("html").getDomAttribute("lang").equals("th"));
            browser.find("#return").click();
            browser.find("button.confirm").click();

            browser.await(textToBe(By.tagName("h1"), "ชำระเงินสำเร็จ"));
        }
    }

    @Test
    void what_a_merchant_writes_harms_nobody() {
        shop.other().patch("/account", "display_name=" + encoded(NAME)).ok();
        String source = platform.api()
                .withKey(Platform.OTHER_PUBLIC_KEY)
                .post("/sources", "amount=400000", "currency=THB", "type=points_citi")
                .ok("id");
        JsonNode charge = shop.other()
                .post(
                        "/charges",
                        "amount=400000",
                        "currency=THB",
                        "source=" + source,
                        "description=" + encoded(HARM),
                        "metadata[note]=" + encoded(HARM),
                        "return_uri="
                                + encoded("https://shop.example/?a='%22%3E%3Cscript%3Edocument.title=4%3C/script%3E"))
                .ok();
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            browser.go(url(charge));

            assertThat(browser.text()).contains(HARM, NAME);
            assertThat(browser.driver().getTitle()).startsWith("Pay ฿4,000.00");
            assertThat(browser.all("main img")).isEmpty();
            Accessibility.requireForEverybody(browser);
        } finally {
            shop.other().patch("/account", "display_name=Other Records").ok();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static void check(Browser browser, String url, String name) {
        browser.go(url);
        browser.screenshot(name);
        Accessibility.requireForEverybody(browser);
    }

    private JsonNode installments() {
        String source = shop.publicKey()
                .post(
                        "/sources",
                        "amount=427440",
                        "currency=THB",
                        "type=installment_kbank",
                        "installment_term=6",
                        "zero_interest_installments=true")
                .ok("id");
        return shop.secret()
                .post(
                        "/charges",
                        "amount=427440",
                        "currency=THB",
                        "description=Wooden lamp, oak",
                        "return_uri=" + Shop.RETURN_URI,
                        "source=" + source)
                .ok();
    }

    private JsonNode byCard() {
        String token = shop.token("4242424242424242").get("id").asText();
        return shop.secret()
                .post(
                        "/charges",
                        "amount=400000",
                        "currency=THB",
                        "authentication=3DS",
                        "return_uri=" + Shop.RETURN_URI,
                        "card=" + token)
                .ok();
    }

    private JsonNode charge(String type, String amount, String... more) {
        String source = shop.publicKey()
                .post("/sources", "amount=" + amount, "currency=THB", "type=" + type)
                .ok("id");
        return shop.secret()
                .post("/charges", "amount=" + amount, "currency=THB", "source=" + source, String.join("&", more))
                .ok();
    }

    private JsonNode ended(String command) {
        JsonNode charge = shop.charge();
        shop.secret()
                .post("/charges/" + charge.get("id").asText() + "/" + command)
                .ok();
        return charge;
    }

    private static String url(JsonNode charge) {
        return charge.get("authorize_uri").asText();
    }

    /** The page beside the one that the code opens. */
    private String codeUrl(JsonNode charge) {
        String opened = QrImage.textOf(platform.api()
                        .download(QrImage.path(charge), "image/png")
                        .bytes())
                .orElseThrow();
        return URI.create(opened).resolve("qr").toString();
    }
}
