package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.satang.browser.Browser;
import io.satang.browser.NeedsBrowser;
import io.satang.browser.Viewer;
import io.satang.embedded.FreePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What was not delivered is found, corrected and made up for in the console. */
@ExtendWith(RunningPlatform.class)
@NeedsBrowser
class ConsoleWebhookTest {
    private final Platform platform;
    private final Shop shop;

    ConsoleWebhookTest(Platform platform) {
        this.platform = platform;
        this.shop = new Shop(platform.api());
    }

    @BeforeEach
    void theConsoleIsThere() {
        platform.awaitConsole();
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
                Forms.follow(browser, browser.driver().findElement(By.partialLinkText("evnt_test_")));
                Forms.press(browser, "Send again");
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

    private void setAddress(String address) {
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            browser.go(page("/console/webhooks"));
            WebElement field = browser.find("#uri");
            field.clear();
            field.sendKeys(address);
            Forms.press(browser, "Save");
            assertThat(browser.text()).contains("The address is set.");
        }
    }

    private String page(String path) {
        return platform.baseUrl() + path;
    }
}
