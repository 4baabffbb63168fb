package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import io.satang.browser.Browser;
import io.satang.browser.NeedsBrowser;
import io.satang.browser.Viewer;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/** The form that satang.js opens, in every language and on a phone, as everybody can use it; with pictures of it. */
@NeedsBrowser
@ExtendWith(RunningPlatform.class)
class PaymentFormForEverybodyTest {
    private static final List<String> GUIDELINES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private final Platform platform;

    PaymentFormForEverybodyTest(Platform platform) {
        this.platform = platform;
    }

    @ParameterizedTest(name = "{0}, on a phone: {1}")
    @CsvSource({
        "en, false, Check the card number.",
        "th, false, โปรดตรวจสอบหมายเลขบัตร",
        "ja, false, カード番号をご確認ください。",
        "en, true,  Check the card number.",
        "th, true,  โปรดตรวจสอบหมายเลขบัตร",
        "ja, true,  カード番号をご確認ください。"
    })
    void nobody_is_kept_from_paying(String language, boolean phone, String fault) {
        Viewer viewer = phone ? Viewer.USUAL.onPhone() : Viewer.USUAL;
        String name = "payment-form-" + language + (phone ? "-phone" : "");
        try (MerchantSite site = MerchantSite.open(platform, MerchantSite.policy(platform));
                Browser browser = Browser.open(viewer)) {
            open(site, browser, language);
            PaymentForm form = PaymentForm.in(browser);
            check(browser, name);

            form.choose("credit_card").press();
            assertThat(browser.find("#number-fault").getText()).isEqualTo(fault);
            assertThat(browser.driver().switchTo().activeElement().getDomAttribute("id"))
                    .isEqualTo("number");
            assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo(language);
            assertThat((Boolean) browser.driver()
                            .executeScript("return document.documentElement.scrollWidth <= window.innerWidth"))
                    .isTrue();
            check(browser, name + "-faults");
        }
    }

    private void open(MerchantSite site, Browser browser, String language) {
        site.showing(
                "<script src=\"%s/satang.js\"></script><button id=\"checkout\">Buy</button><script src=\"/checkout.js\"></script>"
                        .formatted(platform.baseUrl()),
                """
                document.querySelector("#checkout").addEventListener("click", () => OmiseCard.open({
                  publicKey: "pkey_test_satang", amount: 400000, locale: "%s", location: "yes", frameLabel: "Somchai Coffee",
                  frameDescription: "Order 3847", defaultPaymentMethod: "installment",
                  otherPaymentMethods: "credit_card,promptpay,mobile_banking,truemoney"
                }));
                """.formatted(language));
        browser.go(site.url());
        browser.find("#checkout").click();
    }

    /** The page and the form in it; axe looks into frames of other origins by itself. */
    private static void check(Browser browser, String name) {
        browser.screenshot(name);
        browser.driver().switchTo().defaultContent();
        assertThat(new AxeBuilder()
                        .withTags(GUIDELINES)
                        .analyze(browser.driver())
                        .getViolations())
                .as(name)
                .isEmpty();
        browser.driver().switchTo().frame(browser.driver().findElement(By.cssSelector("dialog iframe")));
    }
}
