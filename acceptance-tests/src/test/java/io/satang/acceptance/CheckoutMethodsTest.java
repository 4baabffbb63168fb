package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openqa.selenium.support.ui.ExpectedConditions.presenceOfElementLocated;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBePresentInElementLocated;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.browser.Browser;
import io.satang.browser.NeedsBrowser;
import io.satang.browser.Viewer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** Ways to pay that need more than a card or a choice: from the shop's page by its options, and from the payer by the form's fields. */
@NeedsBrowser
@ExtendWith(RunningPlatform.class)
class CheckoutMethodsTest {
    private final BrowserGuide guide;
    private final Platform platform;
    private final MerchantSite site;
    private final Browser browser = Browser.open(Viewer.USUAL);

    CheckoutMethodsTest(Platform platform) {
        this.platform = platform;
        this.guide = new BrowserGuide(platform);
        this.site = MerchantSite.open(platform, MerchantSite.policy(platform));
    }

    @AfterEach
    void close() {
        browser.close();
        site.close();
    }

    @Test
    void atome_is_told_what_the_shop_sells_and_where_it_goes() {
        String section = "What the payer buys";
        show(
                guide.snippets(section, "html").getFirst(),
                guide.snippets(section, "js").getFirst());

        browser.find("#checkoutButton").click();
        PaymentForm.in(browser).type("phone", "081-234-5678").pay();

        assertThat(charged()).isEqualTo("pending atome");
        JsonNode source = site.charges().getFirst().path("source");
        assertThat(source.at("/items/0/name").asText()).isEqualTo("Coffee beans, 250 g");
        assertThat(source.at("/shipping/street1").asText()).isEqualTo("1 Charoen Krung Road");
        assertThat(source.at("/shipping/country").asText()).isEqualTo("TH");
        assertThat(source.path("phone_number").asText()).isEqualTo("0812345678");
    }

    @Test
    void of_where_it_goes_the_payer_types_what_the_shop_leaves_out() {
        show("""
                <form method="POST" action="/charge">
                  <script src="%s/satang.js" data-key="pkey_test_satang" data-amount="12345" data-default-payment-method="atome"
                    data-items='[{"name": "Coffee beans", "amount": 12345, "quantity": 1}]' data-shipping='{"city": "Bangkok"}'></script>
                </form>
                """.formatted(platform.baseUrl()), "");

        browser.find("button.omise-checkout-button").click();
        PaymentForm form = PaymentForm.in(browser).type("phone", "0812345678").press();
        assertThat(browser.find("#street-fault").getText()).isEqualTo("Enter the street and number.");
        assertThat(browser.find("#city").isDisplayed()).isFalse();
        form.type("street", "2 Rama IV Road").type("postcode", "10500").pay();

        assertThat(charged()).isEqualTo("pending atome");
        JsonNode shipping = site.charges().getFirst().at("/source/shipping");
        assertThat(shipping.path("street1").asText()).isEqualTo("2 Rama IV Road");
        assertThat(shipping.path("city").asText()).isEqualTo("Bangkok");
        assertThat(shipping.path("postal_code").asText()).isEqualTo("10500");
    }

    @Test
    void what_a_payer_cannot_use_here_is_not_offered() {
        show(page(), """
                document.querySelector("#checkout").addEventListener("click", () => OmiseCard.open({
                  publicKey: "pkey_test_satang", amount: 12345,
                  otherPaymentMethods: "atome,alipayplus_upm,wechat_pay_upm,barcode_alipay,installment,installment_wlb_ktc,promptpay"
                }));
                """);

        browser.find("#checkout").click();
        PaymentForm.in(browser);

        assertThat(browser.all("#choices input").stream().map(method -> method.getDomAttribute("value")))
                .containsExactly("credit_card", "promptpay");
    }

    @Test
    void white_label_installments_bring_a_token_of_the_card_beside_the_source() {
        String section = "Installments on a card";
        site.charging(400_000);
        show(
                guide.snippets(section, "html").getFirst(),
                guide.snippets(section, "js").getFirst());

        browser.find("#checkoutButton").click();
        PaymentForm form = PaymentForm.in(browser)
                .choose("installment_wlb")
                .select("variant", "KTC")
                .select("term", "6 months")
                .typeCard();
        browser.screenshot("payment-form-card-installments");
        form.pay();

        assertThat(charged()).isEqualTo("pending installment_wlb_ktc");
        assertThat(site.charges().getFirst().at("/source/installment_term").asInt())
                .isEqualTo(6);
        assertThat(site.received())
                .anySatisfy(body -> assertThat(body).matches("omiseToken=tokn_test_\\w+&omiseSource=src_test_\\w+"));
    }

    @Test
    void and_the_page_is_told_both() {
        show(page(), """
                const told = [];
                document.querySelector("#checkout").addEventListener("click", () => OmiseCard.open({
                  publicKey: "pkey_test_satang", amount: 400000, defaultPaymentMethod: "installment_wlb_bay",
                  onCreateTokenSuccess: (nonce, isSource) => told.push(nonce, isSource),
                  onCreateSuccess: ({ token, source }) => { document.querySelector("#end").textContent = told.concat(token, source).join(" "); }
                }));
                """);

        browser.find("#checkout").click();
        PaymentForm.in(browser).typeCard().pay();

        browser.await(textToBePresentInElementLocated(By.id("end"), "tokn_test_"));
        assertThat(browser.find("#end").getText()).matches("(src_test_\\w+) true tokn_test_\\w+ \\1");
    }

    /** A shop's page with a button, and room for what comes of it. */
    private String page() {
        return """
                <script src="%s/satang.js"></script><button id="checkout">Buy</button><p id="end"></p>
                <script src="/checkout.js"></script>
                """.formatted(platform.baseUrl());
    }

    private void show(String html, String checkoutScript) {
        browser.go(site.showing(html, checkoutScript).url());
    }

    /** What the shop's server tells of the charge. */
    private String charged() {
        return browser.await(presenceOfElementLocated(By.id("charge"))).getText();
    }
}
