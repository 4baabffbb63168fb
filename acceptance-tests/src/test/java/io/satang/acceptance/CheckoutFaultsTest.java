package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.elementToBeClickable;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBePresentInElementLocated;

import io.satang.browser.Browser;
import io.satang.browser.NeedsBrowser;
import io.satang.browser.Viewer;
import io.satang.embedded.FreePorts;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What payers and shops are told when satang.js cannot do its work, and what comes of texts that mean harm. */
@NeedsBrowser
@ExtendWith(RunningPlatform.class)
class CheckoutFaultsTest {
    private static final String TELL = """
            const tell = (status, response) => { document.querySelector("#end").textContent = [status, response.code, response.message].join(" "); };
            const onClick = (action) => document.querySelector("#checkout").addEventListener("click", action);
            """;
    private static final String CREATE_TOKEN = TELL + """
            Omise.setPublicKey("%s");
            onClick(() => Omise.createToken("card", { name: "Somchai Prasert", number: "4242424242424242", expiration_month: 12,
              expiration_year: 2035, security_code: "123" }, tell));
            """;
    private static final String OPEN = TELL + """
            onClick(() => OmiseCard.open({ publicKey: "%s", amount: 12345, locale: "th", onError: tell }));
            """;
    private static final String SECRET = "skey_test_never_to_be_seen";

    private final Platform platform;
    private final Browser browser = Browser.open(Viewer.USUAL);
    private Optional<MerchantSite> site = Optional.empty();

    CheckoutFaultsTest(Platform platform) {
        this.platform = platform;
    }

    @AfterEach
    void close() {
        browser.close();
        site.ifPresent(MerchantSite::close);
    }

    @Test
    void a_secret_key_is_never_sent_and_the_shop_told_to_roll_it() {
        show(MerchantSite.policy(platform), "", CREATE_TOKEN.formatted(SECRET));

        assertThat(told())
                .startsWith("401 authentication_failure")
                .contains("public key", "roll it")
                .doesNotContain(SECRET);
        assertThat(browser.driver()
                        .executeScript("return performance.getEntriesByType('resource').map(e => e.name).join()"))
                .asString()
                .doesNotContain("/tokens");
    }

    @Test
    void the_form_does_not_open_with_one_either() {
        show(MerchantSite.policy(platform), "", OPEN.formatted(SECRET));

        assertThat(told()).startsWith("401 authentication_failure").doesNotContain(SECRET);
        assertThat(alert().getText())
                .isEqualTo("เปิดแบบฟอร์มชำระเงินไม่ได้ โปรดลองอีกครั้ง หากยังไม่ได้โปรดแจ้งร้านค้า");
        browser.find("dialog button").click();
        assertThat(browser.all("dialog")).isEmpty();
    }

    @Test
    void a_key_that_nobody_has_is_refused_as_the_api_does() {
        show(MerchantSite.policy(platform), "", CREATE_TOKEN.formatted("pkey_test_nobody"));

        assertThat(told()).startsWith("401 authentication_failure");
    }

    @Test
    void with_a_key_that_nobody_has_the_form_tells_the_payer_to_tell_the_shop() {
        show(MerchantSite.policy(platform), "", OPEN.formatted("pkey_test_nobody"));

        browser.find("#checkout").click();
        browser.await(elementToBeClickable(By.cssSelector("dialog iframe")));
        browser.driver().switchTo().frame(browser.find("dialog iframe"));
        browser.await(textToBePresentInElementLocated(By.id("failure"), "โปรดแจ้งร้านค้า"));
    }

    @Test
    void no_answer_is_status_zero() {
        String nowhere = " data-base-url=\"http://127.0.0.1:" + FreePorts.take(1)[0] + "\"";
        show(
                MerchantSite.policy(platform) + " http://127.0.0.1:*",
                nowhere,
                CREATE_TOKEN.formatted("pkey_test_satang"));

        assertThat(told()).startsWith("0 rpc_error");
    }

    @Test
    void a_policy_that_keeps_the_form_out_is_named() {
        String policy = MerchantSite.policy(platform).replaceFirst("frame-src [^;]+;", "");
        show(policy, "", OPEN.formatted("pkey_test_satang"));

        assertThat(told()).startsWith("0 rpc_error").contains("Content-Security-Policy", "frame-src");
        assertThat(alert().isDisplayed()).isTrue();
        browser.screenshot("payment-form-blocked");
    }

    @Test
    void texts_of_the_shop_are_texts_and_nothing_else() {
        String harm = "<img src=x onerror=top.document.title=1><script>parent.document.title=2<\\/script>";
        show(MerchantSite.policy(platform), "", """
                document.querySelector("#checkout").addEventListener("click", () => OmiseCard.open({
                  publicKey: "pkey_test_satang", amount: "1</p>2", currency: "<b>", locale: "<script>", frameLabel: "%1$s",
                  frameDescription: "%1$s", submitLabel: "%1$s", image: "javascript:parent.document.title=3",
                  defaultPaymentMethod: "%1$s", otherPaymentMethods: ["credit_card", "__proto__", "constructor"]
                }));
                """.formatted(harm));

        browser.find("#checkout").click();
        browser.await(elementToBeClickable(By.cssSelector("dialog iframe")));
        browser.driver().switchTo().frame(browser.find("dialog iframe"));
        browser.await(textToBePresentInElementLocated(By.id("failure"), "There is no way to pay"));

        assertThat(browser.find("#label").getText()).contains("<img src=x onerror");
        assertThat(browser.find("#description").getText()).contains("<script>");
        assertThat(browser.all("main script, main img[src]")).isEmpty();
        browser.driver().switchTo().defaultContent();
        assertThat(browser.driver().getTitle()).isEqualTo("Somchai Coffee");
    }

    @Test
    void a_page_cannot_pretend_to_be_the_form() {
        show(MerchantSite.policy(platform), "", TELL + """
                onClick(() => {
                  OmiseCard.open({ publicKey: "pkey_test_satang", amount: 12345, onCreateTokenSuccess: (nonce) => tell(200, { code: nonce }) });
                  window.postMessage({ satang: 1, type: "done", token: "tokn_test_forged", source: "" }, "*");
                  window.addEventListener("message", () => tell(1, { code: "heard" }));
                });
                """);

        assertThat(told()).startsWith("1 heard");
        assertThat(browser.all("dialog")).hasSize(1);
    }

    private void show(String policy, String attributes, String script) {
        MerchantSite opened = MerchantSite.open(platform, policy);
        site = Optional.of(opened);
        String page = """
                <script src="%s/satang.js"%s></script><button id="checkout">Buy</button><p id="end"></p>
                <script src="/checkout.js"></script>
                """.formatted(platform.baseUrl(), attributes);
        browser.go(opened.showing(page, script).url());
    }

    /** What the callback got after a click. */
    private String told() {
        browser.find("#checkout").click();
        browser.await(textToBePresentInElementLocated(By.id("end"), " "));
        return browser.find("#end").getText();
    }

    private WebElement alert() {
        return browser.find("dialog [role=alert]");
    }
}
