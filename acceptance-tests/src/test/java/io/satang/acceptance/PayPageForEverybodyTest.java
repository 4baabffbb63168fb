package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.presenceOfElementLocated;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.browser.Accessibility;
import io.satang.browser.Browser;
import io.satang.browser.NeedsBrowser;
import io.satang.browser.Viewer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/** The page for payers in every language, on a phone and in the dark, as everybody can use it; with pictures of it. */
@NeedsBrowser
@ExtendWith(RunningPlatform.class)
class PayPageForEverybodyTest {
    private final Shop shop;

    PayPageForEverybodyTest(Platform platform) {
        this.shop = new Shop(platform.api());
    }

    @ParameterizedTest(name = "{0}, on a phone and in the dark: {1}")
    @CsvSource({
        "en, false, Payment failed",
        "th, false, ชำระเงินไม่สำเร็จ",
        "ja, false, お支払いに失敗しました",
        "en, true, Payment failed",
        "th, true, ชำระเงินไม่สำเร็จ",
        "ja, true, お支払いに失敗しました"
    })
    void everybody_can_pay_and_reads_what_became_of_it(String language, boolean phone, String failed) {
        Viewer viewer = Viewer.USUAL.speaking(language);
        String name = "pay-page-" + language + (phone ? "-phone" : "");
        JsonNode charge = shop.charge();
        try (Browser browser = Browser.open(phone ? viewer.onPhone().inTheDark() : viewer)) {
            browser.go(charge.get("authorize_uri").asText());
            assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo(language);
            check(browser, name);

            if (browser.find("#return").isSelected()) {
                browser.find("#return").click();
            }
            browser.find("button.refuse").click();
            browser.await(presenceOfElementLocated(By.cssSelector(".outcome")));
            assertThat(browser.find("h1").getText()).isEqualTo(failed);
            check(browser, name + "-failed");
        }
    }

    @Test
    void a_payer_without_scripts_pays_and_sees_the_result() {
        JsonNode charge = shop.charge();
        try (Browser browser = Browser.open(Viewer.USUAL.withoutJavaScript())) {
            browser.go(charge.get("authorize_uri").asText());
            browser.find("#return").click();
            browser.find("button.confirm").click();
            browser.await(presenceOfElementLocated(By.cssSelector(".outcome.paid")));
        }
        assertThat(shop.secret().get("/charges/" + charge.get("id").asText()).ok("status"))
                .isEqualTo("successful");
    }

    private static void check(Browser browser, String name) {
        browser.screenshot(name);
        Accessibility.requireForEverybody(browser);
    }
}
