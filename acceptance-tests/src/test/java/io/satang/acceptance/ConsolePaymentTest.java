package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.browser.Browser;
import io.satang.browser.NeedsBrowser;
import io.satang.browser.Viewer;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.support.ui.Select;

/** What a merchant does with payments in the console: make one, follow it, decide it. */
@ExtendWith(RunningPlatform.class)
@NeedsBrowser
class ConsolePaymentTest {
    private final Platform platform;
    private final Shop shop;

    ConsolePaymentTest(Platform platform) {
        this.platform = platform;
        this.shop = new Shop(platform.api());
    }

    @BeforeEach
    void theConsoleIsThere() {
        platform.awaitConsole();
    }

    @Test
    void a_first_payment_needs_nothing_but_the_console() {
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            browser.go(platform.baseUrl().toString());
            assertThat(browser.text())
                    .contains("A first payment", platform.baseUrl().toString(), Platform.SECRET_KEY);
            browser.find("#description").sendKeys("Made in the console");
            Forms.press(browser, "Make the payment");
            assertThat(browser.text()).contains("The charge was made.", "4,000.00", "Pending", "Made in the console");

            Forms.press(browser, "Mark as paid");

            assertThat(browser.text()).contains("The charge is paid.", "Successful");
            JsonNode charge = shop.secret().get("/charges/" + chargeId(browser)).ok();
            assertThat(charge.path("paid").asBoolean()).isTrue();
        }
    }

    @Test
    void a_payer_is_followed_from_the_payment_page_to_the_timeline() {
        JsonNode charge = shop.charge();
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            browser.go(page("/console/charges/" + charge.path("id").asText()));
            String payPage = browser.find("a[rel=noopener]").getAttribute("href");
            assertThat(URI.create(payPage).getPath()).isEqualTo(Shop.page(charge));
            shop.press(charge, "outcome=failed", "failure_code=insufficient_fund");

            await().untilAsserted(() -> {
                browser.driver().navigate().refresh();
                assertThat(browser.text())
                        .contains("Failed", "insufficient_fund", "does not hold enough", "Event charge.complete");
            });
            browser.screenshot("console-declined");
        }
    }

    @Test
    void a_reason_is_chosen_among_those_that_the_method_knows() {
        JsonNode charge = shop.charge();
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            browser.go(page("/console/charges/" + charge.path("id").asText()));
            new Select(browser.find("#reason")).selectByVisibleText("payment_rejected");
            Forms.press(browser, "Mark as failed");

            assertThat(browser.text()).contains("The charge has failed.", "said no, without a reason");
        }
    }

    @Test
    void everything_works_without_scripts() {
        try (Browser browser = Browser.open(Viewer.USUAL.withoutJavaScript())) {
            browser.go(page("/console"));
            Forms.press(browser, "Make the payment");
            Forms.press(browser, "Expire");

            assertThat(browser.text()).contains("The charge has expired.");
            assertThat(browser.all("button.copy")).isEmpty();
        }
    }

    @Test
    void what_merchants_write_stays_text() {
        String script = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";
        String charge = shop.secret()
                .post(
                        "/charges",
                        "amount=400000",
                        "currency=THB",
                        "source[type]=promptpay",
                        "description=" + encoded(script),
                        "metadata[" + encoded("<b>") + "]=" + encoded(script))
                .ok("id");
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            for (String path : List.of("/console/charges/" + charge, "/console/charges")) {
                browser.go(page(path));
                assertThat(browser.text()).contains("<script>document.title='taken'</script>");
                assertThat(browser.driver().getTitle()).doesNotContain("taken");
            }
        }
    }

    private String page(String path) {
        return platform.baseUrl() + path;
    }

    private static String chargeId(Browser browser) {
        return URI.create(browser.driver().getCurrentUrl()).getPath().replaceFirst(".*/", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
