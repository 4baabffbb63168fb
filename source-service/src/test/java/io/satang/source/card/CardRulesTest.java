package io.satang.source.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.platform.card.Brand;
import io.satang.platform.card.CardDecision.Accepted;
import io.satang.platform.card.CardDecision.Refused;
import io.satang.platform.card.CardDraft;
import io.satang.platform.card.CardRequest;
import io.satang.platform.card.CardRules;
import io.satang.platform.error.Faults;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a card, and what clients are told of what is none (reference omise-api §6 and §8.4). */
class CardRulesTest {
    private static final YearMonth NOW = YearMonth.of(2026, 11);

    @Test
    void a_card_needs_name_number_and_expiry() {
        CardDraft draft = accepted(new CardRequest(Cards.minimal(), Set.of()));

        assertThat(draft.brand()).isEqualTo(Brand.VISA);
        assertThat(draft.number().digits()).isEqualTo(Cards.VISA);
        assertThat(draft.securityCode()).isEmpty();
        assertThat(draft.expirationMonth()).isEqualTo(12);
        assertThat(draft.expirationYear()).isEqualTo(2030);
        assertThat(draft.billing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4242 4242 4242 4242", " 4242424242424242 ", "4242  42424242  4242"})
    void spaces_between_the_digits_do_not_count(String number) {
        assertThat(accepted(Cards.with("number", number)).number().digits()).isEqualTo(Cards.VISA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number | 4242424242424241 | number is invalid",
                "number | 424242424242 | number is invalid",
                "number | 42424242424242424 | number is invalid",
                "number | 42424242424242424242 | number is invalid",
                "number | 4242-4242-4242-4242 | number is invalid and brand not supported (unknown)",
                "number | 424242424242424x | number is invalid and brand not supported (unknown)",
                "number | visa | number is invalid and brand not supported (unknown)",
                "number | ٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢ | number is invalid and brand not supported (unknown)",
                "number | 9999999999999995 | brand not supported (unknown)",
                "number | 9999999999999999 | number is invalid and brand not supported (unknown)",
                "number | '' | number can't be blank and brand not supported (unknown)",
                "number | 378282246310005378 | number is invalid",
                "name | ' ' | name can't be blank",
                "name | 4242 4242 4242 4242 | name is invalid",
                "city | at 4242-4242-4242-4242 | city is invalid",
                "email | 4242424242424242@example.com | email is invalid",
                "expiration_month | 13 | expiration month is not between 1 and 12 and expiration date is invalid",
                "expiration_month | 0 | expiration month is not between 1 and 12 and expiration date is invalid",
                "expiration_month | -1 | expiration month is not between 1 and 12",
                "expiration_month | ten | expiration month is not between 1 and 12",
                "expiration_month | '' | expiration month can't be blank and expiration month is not between 1 and 12",
                "expiration_year | 30 | expiration year is invalid",
                "expiration_year | 20300 | expiration year is invalid",
                "expiration_year | next | expiration year is invalid",
                "expiration_year | '' | expiration year can't be blank and expiration year is invalid",
                "security_code | 12 | security code is invalid",
                "security_code | 12345 | security code is invalid",
                "security_code | 12a | security code is invalid",
            })
    void whatever_is_wrong_is_named(String parameter, String text, String message) {
        assertThat(refusal(Cards.with(parameter, text.replace("''", "")))).isEqualTo(message.strip());
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_in_the_order_that_clients_know() {
        CardRequest request = new CardRequest(
                Map.of("expiration_month", "13", "expiration_year", "x", "number", "4242", "security_code", "1"),
                Set.of());

        assertThat(refusal(request))
                .isEqualTo("expiration month is not between 1 and 12, name can't be blank, expiration year is invalid, "
                        + "expiration date is invalid, number is invalid, brand not supported (unknown), and security code "
                        + "is invalid");
    }

    @Test
    void nothing_at_all_is_a_card_without_anything() {
        assertThat(refusal(new CardRequest(Map.of(), Set.of())))
                .isEqualTo(
                        "expiration month can't be blank, expiration month is not between 1 and 12, name can't be blank, "
                                + "expiration year can't be blank, expiration year is invalid, number can't be blank, and brand not "
                                + "supported (unknown)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "city", "street1", "postal_code", "email", "security_code"})
    void what_is_no_text_is_invalid(String parameter) {
        CardRequest request = new CardRequest(Cards.without(parameter).texts(), Set.of(parameter));

        assertThat(refusal(request)).isEqualTo(parameter.replace("security_code", "security code") + " is invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"name", "street1", "street2", "city", "state", "postal_code", "country", "phone_number", "email"
            })
    void a_text_has_255_characters_at_the_most(String parameter) {
        assertThat(accepted(Cards.with(parameter, "ส".repeat(255)))).isNotNull();
        assertThat(refusal(Cards.with(parameter, "ส".repeat(256))))
                .isEqualTo(parameter + " is too long (maximum is 255 characters)");
    }

    @Test
    void a_live_card_may_not_have_expired_and_a_test_card_may() {
        CardRequest last = new CardRequest(expiring("10", "2026"), Set.of());
        CardRequest present = new CardRequest(expiring("11", "2026"), Set.of());

        assertThat(CardRules.decide(last, NOW, true))
                .isEqualTo(new Refused(java.util.List.of("expiration date cannot be in the past")));
        assertThat(CardRules.decide(present, NOW, true)).isInstanceOf(Accepted.class);
        assertThat(CardRules.decide(last, NOW, false)).isInstanceOf(Accepted.class);
        assertThat(CardRules.decide(new CardRequest(expiring("02", "2017"), Set.of()), NOW, false))
                .isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "4242424242424242, VISA",
        "4222222222222, VISA",
        "5555555555554444, MASTERCARD",
        "2223003122003222, MASTERCARD",
        "378282246310005, AMERICAN_EXPRESS",
        "3566111111111113, JCB",
        "36021042000004, DINERS_CLUB",
        "6447032400000000001, DISCOVER",
        "6011111111111117, DISCOVER",
        "6250947000000006, UNIONPAY"
    })
    void the_first_digits_tell_the_brand(String number, Brand brand) {
        assertThat(accepted(Cards.with("number", number)).brand()).isEqualTo(brand);
    }

    @Test
    void nothing_that_is_printed_holds_the_number_or_the_code() {
        CardRequest request = Cards.with("security_code", "987");
        CardDraft draft = accepted(request);

        assertThat(request.toString() + draft + draft.number() + draft.securityCode())
                .doesNotContain(Cards.VISA, "987")
                .contains("4242");
    }

    private static Map<String, String> expiring(String month, String year) {
        Map<String, String> texts = new java.util.HashMap<>(Cards.minimal());
        texts.put("expiration_month", month);
        texts.put("expiration_year", year);
        return texts;
    }

    private static CardDraft accepted(CardRequest request) {
        return ((Accepted) CardRules.decide(request, NOW, true)).draft();
    }

    private static String refusal(CardRequest request) {
        return Faults.sentence(((Refused) CardRules.decide(request, NOW, true)).faults())
                .orElseThrow();
    }
}
