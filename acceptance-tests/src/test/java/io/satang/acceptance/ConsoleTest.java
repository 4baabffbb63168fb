package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.browser.Accessibility;
import io.satang.browser.Browser;
import io.satang.browser.NeedsBrowser;
import io.satang.browser.Viewer;
import io.satang.embedded.FreePorts;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;

/** What a developer, a merchant and an operator do in a browser, and nowhere else. */
@ExtendWith(RunningPlatform.class)
@NeedsBrowser
class ConsoleTest {
    /** Both languages, schemes and screens. */
    private static final List<Viewer> EVERY_VIEWER =
            List.of(Viewer.USUAL, Viewer.USUAL.onPhone().inTheDark().speaking("th"));

    private final Platform platform;
    private final Shop shop;

    ConsoleTest(Platform platform) {
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
            press(browser, "Make the payment");
            assertThat(browser.text()).contains("The charge was made.", "4,000.00", "Pending", "Made in the console");

            press(browser, "Mark as paid");

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
            press(browser, "Mark as failed");

            assertThat(browser.text()).contains("The charge has failed.", "said no, without a reason");
        }
    }

    @Test
    void a_broken_webhook_address_is_found_corrected_and_made_up_for() {
        String nowhere = "http://127.0.0.1:" + FreePorts.take(1)[0] + "/nobody";
        try (Inbox inbox = Inbox.open()) {
            setAddress(nowhere);
            String charge = shop.charge().path("id").asText();
            try (Browser browser = Browser.open(Viewer.USUAL)) {
                await().untilAsserted(() -> {
                    browser.go(page("/console/webhooks"));
                    assertThat(browser.text()).contains("Failing", nowhere, "charge.create", "Failed, is tried again");
                });
            }
            setAddress(inbox.uri().toString());
            try (Browser browser = Browser.open(Viewer.USUAL)) {
                browser.go(page("/console/charges/" + charge));
                follow(browser, browser.driver().findElement(By.partialLinkText("evnt_test_")));
                press(browser, "Send again");
                assertThat(browser.text()).contains("It is sent again.");

                await().until(() -> !inbox.about(charge).isEmpty());
                await().untilAsserted(() -> {
                    browser.driver().navigate().refresh();
                    assertThat(browser.text()).contains("Delivered");
                });
            }
        } finally {
            shop.stopWebhooks();
        }
    }

    @Test
    void the_other_test_account_sees_nothing_of_the_first_ones() {
        String charge = shop.charge().path("id").asText();
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            browser.go(page("/console"));
            press(browser, "Change to " + Platform.OTHER_SECRET_KEY);
            assertThat(browser.text()).contains("other@merchant.example");

            browser.go(page("/console/charges/" + charge));

            assertThat(browser.text()).contains("There is no such page").doesNotContain("4,000.00");
        }
    }

    @Test
    void who_has_signed_out_signs_in_by_key() {
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            browser.go(page("/console/charges"));
            press(browser, "Sign out");
            assertThat(browser.text()).contains("Secret key");
            browser.go(page("/console/refunds"));
            browser.find("#key").sendKeys("skey_test_nobody");
            press(browser, "Sign in");
            assertThat(browser.text()).contains("This key is not known.");
            browser.find("#key").sendKeys(Platform.SECRET_KEY);
            press(browser, "Sign in");

            assertThat(browser.driver().getCurrentUrl()).endsWith("/console/refunds");
        }
    }

    @Test
    void everything_works_without_scripts() {
        try (Browser browser = Browser.open(Viewer.USUAL.withoutJavaScript())) {
            browser.go(page("/console"));
            press(browser, "Make the payment");
            press(browser, "Expire");

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

    @Test
    void everybody_can_use_every_page() {
        String card = shop.token("4242424242424242").path("id").asText();
        String charge = shop.secret()
                .post("/charges", "amount=400000", "currency=THB", "card=" + card)
                .ok("id");
        shop.secret().post("/charges/" + charge + "/refunds", "amount=100000").ok();
        String pending = shop.charge().path("id").asText();
        await().until(() ->
                shop.secret().get("/events?object=" + pending).ok().path("data").size() > 0);
        String event = shop.secret()
                .get("/events?object=" + pending)
                .ok()
                .path("data")
                .path(0)
                .path("id")
                .asText();
        String request = refusedRequest(shop);
        for (Viewer viewer : EVERY_VIEWER) {
            try (Browser browser = Browser.open(viewer)) {
                for (String path : List.of(
                        "",
                        "/charges",
                        "/charges?status=failed&text=nothing+like+it",
                        "/charges/" + charge,
                        "/charges/" + pending,
                        "/webhooks",
                        "/events",
                        "/events/" + event,
                        "/requests?status=4xx",
                        "/requests",
                        request,
                        "/keys",
                        "/methods",
                        "/customers",
                        "/refunds",
                        "/offers",
                        "/system",
                        "/charges/chrg_test_none")) {
                    browser.go(page("/console" + path));
                    look(browser, viewer, path);
                }
            }
            // A browser that was led from page to page does not always go by itself where a form leads to.
            try (Browser browser = Browser.open(viewer)) {
                browser.go(page("/console"));
                follow(browser, browser.find("form[action='/console/sign-out'] button"));
                look(browser, viewer, "/sign-in");
            }
        }
    }

    /** The page of one that was refused, which is told a moment later. */
    private static String refusedRequest(Shop shop) {
        shop.secret().post("/charges", "amount=1", "currency=THB");
        return await().until(
                        () -> shop.secret().get("/requests?status=4xx").ok().path("data"), found -> !found.isEmpty())
                .path(0)
                .path("location")
                .asText();
    }

    private static void look(Browser browser, Viewer viewer, String path) {
        Accessibility.requireForEverybody(browser);
        String name = path.replaceAll("[?].*", "-filtered")
                .replaceAll("/(chrg|evnt|rqst)_\\w+", "-one")
                .replace("/", "-");
        browser.screenshot("console%s-%s-%s-%s"
                .formatted(name, viewer.screen(), viewer.scheme(), viewer.language())
                .toLowerCase(Locale.ROOT));
        Object wider = ((JavascriptExecutor) browser.driver())
                .executeScript("return document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(wider).as("%s has to be moved sideways", path).isEqualTo(false);
    }

    private void setAddress(String address) {
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            browser.go(page("/console/webhooks"));
            WebElement field = browser.find("#uri");
            field.clear();
            field.sendKeys(address);
            press(browser, "Save");
            assertThat(browser.text()).contains("The address is set.");
        }
    }

    private static void press(Browser browser, String button) {
        follow(
                browser,
                browser.all("button").stream()
                        .filter(each -> each.getText().equals(button))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no button " + button + " on:\n" + browser.text())));
    }

    /** Clicks and waits until the page that it was on has gone, as a click does not wait for the answer to a form. */
    private static void follow(Browser browser, WebElement element) {
        WebElement left = browser.find("html");
        element.click();
        browser.await(ExpectedConditions.stalenessOf(left));
        browser.await(ExpectedConditions.presenceOfElementLocated(By.cssSelector("footer")));
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
