package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.browser.Browser;
import io.satang.browser.NeedsBrowser;
import io.satang.browser.Viewer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever comes to the console of a local stack is signed in, may change to the other account, or sign out and in by key. */
@ExtendWith(RunningPlatform.class)
@NeedsBrowser
class ConsoleSignInTest {
    private final Platform platform;
    private final Shop shop;

    ConsoleSignInTest(Platform platform) {
        this.platform = platform;
        this.shop = new Shop(platform.api());
    }

    @BeforeEach
    void theConsoleIsThere() {
        platform.awaitConsole();
    }

    @Test
    void the_other_test_account_sees_nothing_of_the_first_ones() {
        String charge = shop.charge().path("id").asText();
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            browser.go(page("/console"));
            Forms.press(browser, "Change to " + Platform.OTHER_SECRET_KEY);
            assertThat(browser.text()).contains("other@merchant.example");

            browser.go(page("/console/charges/" + charge));

            assertThat(browser.text()).contains("There is no such page").doesNotContain("4,000.00");
        }
    }

    @Test
    void who_has_signed_out_signs_in_by_key() {
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            browser.go(page("/console/charges"));
            Forms.press(browser, "Sign out");
            assertThat(browser.text()).contains("Secret key");
            browser.go(page("/console/refunds"));
            browser.find("#key").sendKeys("skey_test_nobody");
            Forms.press(browser, "Sign in");
            assertThat(browser.text()).contains("This key is not known.");
            browser.find("#key").sendKeys(Platform.SECRET_KEY);
            Forms.press(browser, "Sign in");

            assertThat(browser.driver().getCurrentUrl()).endsWith("/console/refunds");
        }
    }

    private String page(String path) {
        return platform.baseUrl() + path;
    }
}
