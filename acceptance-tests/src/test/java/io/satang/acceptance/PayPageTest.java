package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page at {@code authorize_uri}, as a payer's browser without JavaScript sees it. */
@ExtendWith(RunningPlatform.class)
class PayPageTest {

    private final Api payer;
    private final Shop shop;

    PayPageTest(Platform platform) {
        this.payer = platform.api();
        this.shop = new Shop(payer);
    }

    @Test
    void shows_who_is_paid_how_much_how_and_until_when() {
        JsonNode charge = shop.charge();

        Reply page = payer.get(Shop.page(charge));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text())
                .contains("Satang Books")
                .doesNotContain(shop.secret().get("/account").ok("email"))
                .contains("฿4,000.00")
                .contains("Citi points")
                .contains(charge.path("expires_at").asText());
    }

    @Test
    void is_a_plain_form_that_fits_a_phone() {
        Reply page = payer.get(Shop.page(shop.charge()));

        assertThat(page.text())
                .contains("<form")
                .contains("successful")
                .contains("failed")
                .contains("name=\"viewport\"");
    }

    @Test
    void offers_the_failures_of_the_payment_method() {
        Reply page = payer.get(Shop.page(shop.charge()));

        assertThat(page.text()).contains("payment_rejected", "failed_processing", "insufficient_fund");
    }

    @Test
    void successful_leads_back_to_the_merchant() {
        JsonNode charge = shop.charge();

        Reply answer = shop.press(charge, "outcome=successful");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(Shop.RETURN_URI);
        JsonNode paid = shop.secret().get(charge.path("location").asText()).ok();
        assertThat(paid.path("status").asText()).isEqualTo("successful");
        assertThat(paid.path("paid").asBoolean()).isTrue();
        assertThat(paid.path("paid_at").isNull()).isFalse();
    }

    @Test
    void failed_leads_back_to_the_merchant_with_the_chosen_reason_on_the_charge() {
        JsonNode charge = shop.charge();

        Reply answer = shop.press(charge, "outcome=failed", "failure_code=payment_rejected");

        assertThat(answer.status()).isEqualTo(303);
        JsonNode failed = shop.secret().get(charge.path("location").asText()).ok();
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("failure_code").asText()).isEqualTo("payment_rejected");
        assertThat(failed.path("failure_message").asText()).isNotBlank();
    }

    @Test
    void a_charge_that_has_ended_says_so_and_stays_as_it_is() {
        JsonNode charge = shop.charge();
        shop.press(charge, "outcome=successful");

        Reply again = shop.press(charge, "outcome=failed");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.header("Content-Type")).startsWith("text/html");
        assertThat(again.text()).contains("Payment successful");
        assertThat(payer.get(Shop.page(charge)).text())
                .contains("Payment successful")
                .doesNotContain("<button");
        assertThat(shop.secret().get(charge.path("location").asText()).ok("status"))
                .isEqualTo("successful");
    }

    @Test
    void an_unknown_page_is_not_found() {
        assertThat(payer.get("/payments/pay2_test_0000000000000000000/authorize")
                        .status())
                .isEqualTo(404);
    }
}
