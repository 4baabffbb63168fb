package io.satang.charge.provider.simulator.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.AccountChanged;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts, methods and shops as payers know them. */
class PayersTermsTest {
    @ParameterizedTest
    @CsvSource({
        "400000, THB, '฿4,000.00'",
        "5, THB, ฿0.05",
        "123456, JPY, '¥123,456'",
        "50000, SGD, S$500.00",
        "50000, MYR, RM500.00",
        "50000, CNY, CN¥500.00",
        "50000, CHF, 'CHF\u00a0500.00'",
    })
    void an_amount_has_the_sign_of_its_currency(long subunits, Currency currency, String text) {
        assertThat(AmountText.of(new Money(subunits, currency))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "promptpay, EN, PromptPay",
        "promptpay, TH, พร้อมเพย์",
        "installment_kbank, EN, KBank installments",
        "installment_wlb_first_choice, EN, Krungsri First Choice installments",
        "installment_kbank, TH, ผ่อนชำระ กสิกรไทย",
        "mobile_banking_scb, EN, SCB mobile banking",
        "points_citi, JA, シティ ポイント",
        "bill_payment_tesco_lotus, EN, Bill payment at Lotus’s",
        "installment_paynext_extra_qr, EN, PayNext Extra",
        "something_new, EN, something new",
    })
    void a_method_has_its_proper_name(String sourceType, Language language, String name) {
        assertThat(MethodName.of(sourceType, Words.of(language))).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "Siam Books, https://shop.example/done, Siam Books, S",
        ", https://shop.example/done, shop.example, S",
        ", myapp://paid, The shop, T",
        ", , The shop, T",
        "กาแฟ, , กาแฟ, ก",
        "😀 Shop, , 😀 Shop, 😀",
    })
    void a_shop_is_called_what_it_calls_itself_or_where_its_payers_go_back_to(
            String displayName, String returnUri, String name, String initial) {
        ShopSign sign = sign(Optional.ofNullable(displayName), Optional.empty(), Optional.ofNullable(returnUri));

        assertThat(sign.name()).isEqualTo(name);
        assertThat(sign.initial()).isEqualTo(initial);
    }

    @ParameterizedTest
    @CsvSource({"#000000, #ffffff", "#ffffff, #000000", "#facc15, #000000", "#0f766e, #ffffff", "#767676, #000000"})
    void the_letter_on_a_sign_can_be_read(String color, String ink) {
        assertThat(sign(Optional.of("A"), Optional.of(color), Optional.empty()).ink())
                .isEqualTo(ink);
    }

    @Test
    void a_shop_of_an_account_that_is_not_known_here_is_a_shop_all_the_same() {
        assertThat(ShopSign.of(Optional.empty(), Optional.empty(), Words.of(Language.TH))
                        .name())
                .isEqualTo("ร้านค้า");
    }

    private static ShopSign sign(Optional<String> displayName, Optional<String> color, Optional<String> returnUri) {
        AccountChanged account = new AccountChanged(
                "account_test_5satang000000000001",
                false,
                "TH",
                "THB",
                "merchant@example.com",
                List.of("THB"),
                false,
                false,
                Optional.empty(),
                "2019-05-29",
                List.of(),
                Instant.EPOCH,
                displayName,
                color);
        return ShopSign.of(Optional.of(account), returnUri, Words.of(Language.EN));
    }
}
