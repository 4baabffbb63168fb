package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.presenceOfElementLocated;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBePresentInElementLocated;

import io.satang.browser.Browser;
import io.satang.browser.NeedsBrowser;
import io.satang.browser.Viewer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** A shop's page on another origin, with a strict Content-Security-Policy, pays by the snippets of {@code docs/browser.md}. */
@NeedsBrowser
@ExtendWith(RunningPlatform.class)
class CheckoutPageTest {
    private static final String PLAIN = "A form of your own";
    private static final String CHECKOUT = "<script src=\"/checkout.js\"></script>";

    private final BrowserGuide guide;
    private final Platform platform;
    private final MerchantSite site;
    private Browser browser;

    CheckoutPageTest(Platform platform) {
        this.platform = platform;
        this.guide = new BrowserGuide(platform);
        this.site = MerchantSite.open(platform, MerchantSite.policy(platform));
    }

    @BeforeEach
    void open() {
        browser = Browser.open(Viewer.USUAL);
    }

    @AfterEach
    void close() {
        browser.close();
        site.close();
    }

    @Test
    void a_script_tag_in_a_form_is_a_button_that_pays_by_card() {
        show(guide.snippets("A button, without", "html").getFirst(), "");

        browser.find("button.omise-checkout-button").click();
        PaymentForm.in(browser).choose("credit_card").typeCard().pay();

        assertThat(charged()).isEqualTo("successful 4242");
    }

    @Test
    void and_by_what_else_the_account_has() {
        show(guide.snippets("A button, without", "html").getFirst(), "");

        browser.find("button.omise-checkout-button").click();
        PaymentForm.in(browser).choose("promptpay").pay();
        assertThat(charged()).isEqualTo("pending promptpay");

        browser.go(site.url());
        browser.find("button.omise-checkout-button").click();
        PaymentForm.in(browser)
                .choose("internet_banking")
                .select("variant", "Bangkok Bank")
                .pay();
        assertThat(charged()).isEqualTo("pending internet_banking_bbl");
    }

    @Test
    void a_button_of_the_shops_own_opens_the_form() {
        String section = "A button of your own";
        show(
                guide.snippets(section, "html").getFirst(),
                guide.snippets(section, "js").getFirst());

        browser.find("#checkoutButton").click();
        PaymentForm.in(browser).typeCard().pay();

        assertThat(charged()).isEqualTo("successful 4242");
    }

    @Test
    void attached_buttons_send_the_form_around_them() {
        show(
                script() + "<form method=\"POST\" action=\"/charge\"><button id=\"checkout\">Buy</button></form>"
                        + CHECKOUT,
                """
                OmiseCard.configure({ publicKey: "pkey_test_satang", currency: "THB", frameLabel: "Somchai Coffee" });
                OmiseCard.configureButton("#checkout", { amount: 12345, submitLabel: "Checkout" });
                OmiseCard.attach();
                """);

        browser.find("#checkout").click();
        PaymentForm form = PaymentForm.in(browser);
        assertThat(browser.find("#submit").getText()).isEqualTo("Checkout ฿123.45");
        form.typeCard().pay();

        assertThat(charged()).isEqualTo("successful 4242");
    }

    @Test
    void a_shop_may_say_that_the_form_is_dark() {
        show(script() + "<button id=\"checkout\">Buy</button>" + CHECKOUT, """
                document.querySelector("#checkout").addEventListener("click", () => OmiseCard.open({
                  publicKey: "pkey_test_satang", amount: 12345, customCardFormTheme: "dark"
                }));
                """);

        browser.find("#checkout").click();
        PaymentForm.in(browser);

        browser.screenshot("payment-form-said-to-be-dark");
        assertThat(browser.find("main").getCssValue("background-color")).isEqualTo("rgba(23, 32, 51, 1)");
    }

    @Test
    void a_form_of_the_shops_own_makes_a_token() {
        show(
                guide.snippets(PLAIN, "html").getFirst(),
                guide.snippets(PLAIN, "js").getFirst());

        fillOwnForm(PaymentForm.VISA);
        browser.find("#checkoutButton").click();

        assertThat(charged()).isEqualTo("successful 4242");
    }

    @Test
    void and_is_told_what_is_wrong_with_a_card() {
        show(
                guide.snippets(PLAIN, "html").getFirst(),
                guide.snippets(PLAIN, "js").getFirst());

        fillOwnForm("4242424242424241");
        browser.find("#checkoutButton").click();

        browser.await(textToBePresentInElementLocated(By.id("problem"), "invalid_card: "));
    }

    @Test
    void a_form_of_the_shops_own_makes_a_source() {
        show(guide.snippets(PLAIN, "html").get(1), guide.snippets(PLAIN, "js").get(1));

        browser.find("#checkoutButton").click();

        assertThat(charged()).isEqualTo("pending internet_banking_bay");
    }

    @Test
    void the_hash_of_the_guide_is_that_of_the_script_and_another_one_keeps_it_out() {
        String tag = guide.snippets("Integrity", "html").getFirst();

        show(tag, "");
        assertThat(browser.driver().executeScript("return typeof OmiseCard")).isEqualTo("object");

        show(tag.replace("sha384-", "sha384-0"), "");
        assertThat(browser.driver().executeScript("return typeof OmiseCard")).isEqualTo("undefined");
    }

    @Test
    void the_shop_never_sees_what_was_typed_into_the_form() {
        String section = "A button of your own";
        show(
                guide.snippets(section, "html").getFirst(),
                guide.snippets(section, "js").getFirst());

        browser.find("#checkoutButton").click();
        PaymentForm form = PaymentForm.in(browser).typeCard();
        browser.driver().switchTo().defaultContent();
        Object inside = browser.driver().executeScript("return document.querySelector('iframe').contentDocument");
        browser.driver().switchTo().frame(browser.find("dialog iframe"));
        form.pay();
        charged();

        assertThat(inside).isNull();
        assertThat(site.received())
                .isNotEmpty()
                .allSatisfy(request ->
                        assertThat(request).doesNotContain(PaymentForm.VISA, "4242 4242", "Somchai+Prasert"));
    }

    @Test
    void the_form_is_used_by_keyboard_alone_and_given_up_with_escape() {
        show(script() + "<button id=\"checkout\">Buy</button><p id=\"end\"></p>" + CHECKOUT, """
                document.querySelector("#checkout").addEventListener("click", () => OmiseCard.open({
                  publicKey: "pkey_test_satang", amount: 12345,
                  onCreateTokenSuccess: (nonce, isSource) => { document.querySelector("#end").textContent = nonce + " " + isSource; },
                  onFormClosed: () => { document.querySelector("#end").textContent = "closed"; }
                }));
                """);

        browser.find("#checkout").sendKeys(Keys.ENTER);
        PaymentForm.in(browser).escape();
        browser.await(textToBePresentInElementLocated(By.id("end"), "closed"));
        assertThat(browser.driver().switchTo().activeElement().getDomAttribute("id"))
                .isEqualTo("checkout");

        browser.find("#checkout").sendKeys(Keys.ENTER);
        PaymentForm paid = PaymentForm.in(browser);
        for (String text : List.of("", PaymentForm.VISA, "1235", "123", "Somchai Prasert")) {
            browser.driver().switchTo().activeElement().sendKeys(text, Keys.TAB);
        }
        paid.enter();
        browser.await(textToBePresentInElementLocated(By.id("end"), "tokn_test_"));
        assertThat(browser.find("#end").getText()).endsWith(" false");
    }

    private String script() {
        return "<script src=\"%s/satang.js\"></script>".formatted(platform.baseUrl());
    }

    private void show(String html, String checkoutScript) {
        site.showing(html, checkoutScript);
        browser.go(site.url());
    }

    private void fillOwnForm(String number) {
        browser.find("#holder_name").sendKeys("Somchai Prasert");
        browser.find("#number").sendKeys(number);
        browser.find("#expiration_month").sendKeys("12");
        browser.find("#expiration_year").sendKeys("2035");
        browser.find("#security_code").sendKeys("123");
    }

    /** What the shop's server tells of the charge. */
    private String charged() {
        return browser.await(presenceOfElementLocated(By.id("charge"))).getText();
    }
}
