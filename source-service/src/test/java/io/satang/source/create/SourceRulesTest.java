package io.satang.source.create;

import static io.satang.source.create.Requests.CATALOGUE;
import static io.satang.source.create.Requests.merchant;
import static io.satang.source.create.Requests.minimal;
import static io.satang.source.create.Requests.over;
import static io.satang.source.create.Requests.sending;
import static io.satang.source.create.Requests.with;
import static io.satang.source.create.Requests.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.Pricing;
import io.satang.source.catalogue.Market;
import io.satang.source.catalogue.PaymentMethod;
import io.satang.source.create.SourceDecision.Accepted;
import io.satang.source.create.SourceDecision.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SourceRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-15T08:04:08Z");
    private static final Merchant THAI = merchant("TH", false);

    static Stream<Arguments> everyMethodInEveryMarket() {
        return CATALOGUE.methods().stream()
                .flatMap(method -> method.markets().stream().map(market -> Arguments.of(method, market)));
    }

    @ParameterizedTest
    @MethodSource("everyMethodInEveryMarket")
    void everyMethodTakesItsSmallestAndItsLargestAmount(PaymentMethod method, Market market) {
        for (long amount : new long[] {smallest(method, market), market.amount().maximum()}) {
            SourceRequest request = minimal(method.type(), amount, market.currency());

            assertThat(decide(request, merchant(market.country(), false)))
                    .isInstanceOfSatisfying(Accepted.class, accepted -> {
                        assertThat(accepted.draft().amount()).isEqualTo(amount);
                        assertThat(accepted.draft().currency()).isEqualTo(market.currency());
                        assertThat(accepted.draft().method()).isEqualTo(method);
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("everyMethodInEveryMarket")
    void everyMethodRefusesOneSubunitLessAndOneMore(PaymentMethod method, Market market) {
        long minimum = smallest(method, market);
        long maximum = market.amount().maximum();
        String subunits = " (" + market.currency().toLowerCase(Locale.ROOT) + " subunits)";
        Merchant merchant = merchant(market.country(), false);

        assertThat(decide(minimal(method.type(), minimum - 1, market.currency()), merchant))
                .isEqualTo(new Refused("amount must be greater than or equal to " + minimum + subunits));
        assertThat(decide(minimal(method.type(), maximum + 1, market.currency()), merchant))
                .isEqualTo(new Refused("amount must be less than or equal to " + maximum + subunits));
    }

    @ParameterizedTest
    @MethodSource("everyMethodInEveryMarket")
    void everyMethodRefusesToDoWithoutWhatItRequires(PaymentMethod method, Market market) {
        SourceRequest request = minimal(method.type(), smallest(method, market), market.currency());

        method.parameters().stream()
                .filter(parameter -> parameter.required() && request.texts().containsKey(parameter.name()))
                .forEach(parameter -> assertThat(
                                decide(without(request, parameter.name()), merchant(market.country(), false)))
                        .isEqualTo(new Refused(parameter.name() + " cannot be blank")));
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "1999", "-9223372036854775808"})
    void anAmountBelowTheMinimumIsToldTheMinimum(long amount) {
        assertThat(decide(minimal("points_citi", amount, "THB"), THAI))
                .isEqualTo(new Refused("amount must be greater than or equal to 2000 (thb subunits)"));
    }

    @Test
    void theLargestNumberIsAboveTheMaximum() {
        assertThat(decide(minimal("points_citi", Long.MAX_VALUE, "THB"), THAI))
                .isEqualTo(new Refused("amount must be less than or equal to 100000000 (thb subunits)"));
    }

    @ParameterizedTest
    @CsvSource({
        "Points_Citi, TH",
        "card, TH",
        "bkash, TH",
        "easypaisa, TH",
        "installment_citi, TH",
        "paynow, TH",
        "fpx, SG",
        "promptpay, JP",
        "qr_code_upi, SG"
    })
    void aTypeThatIsUnknownOrNotOfferedInTheCountryIsRefused(String type, String country) {
        SourceRequest request = new SourceRequest(
                Optional.of(type),
                OptionalLong.of(1_000_000),
                Optional.of("THB"),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                Optional.empty(),
                Map.of());

        assertThat(decide(request, merchant(country, false))).isEqualTo(new Refused("type is currently not supported"));
    }

    @Test
    void a_request_that_says_nothing_is_told_all_that_it_lacks() {
        assertThat(decide(blank(Optional.empty(), OptionalLong.empty(), Optional.empty()), THAI))
                .isEqualTo(new Refused("type is currently not supported, currency is currently not supported, "
                        + "and amount is not a number"));
        assertThat(decide(blank(Optional.of("promptpay"), OptionalLong.empty(), Optional.empty()), THAI))
                .isEqualTo(new Refused("currency is currently not supported and amount is not a number"));
        assertThat(decide(blank(Optional.of("promptpay"), OptionalLong.empty(), Optional.of("THB")), THAI))
                .isEqualTo(new Refused("amount is not a number"));
    }

    @Test
    void every_fault_of_a_request_is_named() {
        SourceRequest request = without(minimal("econtext", 1, "JPY"), "email");

        assertThat(decide(with(request, "name", "x".repeat(11)), merchant("JP", false)))
                .isEqualTo(new Refused("amount must be greater than or equal to 100 (jpy subunits), "
                        + "name is too long (maximum is 10 characters), and email cannot be blank"));
        assertThat(decide(over(minimal("installment_kbank", 1, "THB"), OptionalLong.of(7), Optional.empty()), THAI))
                .isEqualTo(new Refused("amount must be greater than or equal to 2000 (thb subunits) "
                        + "and installment_term must be one of 3, 4, 6, 10"));
    }

    @ParameterizedTest
    @CsvSource({
        "platform_type, iOS, IOS",
        "platform_type, android, ANDROID",
        "platform_type, Web, WEB",
        "platform_type, None, ",
        "platform_type, TOASTER, ",
        "qr_settings[image_type], SVG, svg",
        "qr_settings[image_type], gif, ",
        "qr_settings[image_type], None, ",
    })
    void a_choice_is_read_in_either_case_and_an_unknown_one_counts_as_not_given(
            String parameter, String given, String kept) {
        assertThat(draft(with(minimal("promptpay", 10_000, "THB"), parameter, given), THAI)
                        .text(parameter))
                .isEqualTo(Optional.ofNullable(kept));
    }

    @Test
    void a_bank_is_read_in_either_case() {
        assertThat(draft(with(minimal("fpx", 10_000, "MYR"), "bank", "UOB"), merchant("MY", false))
                        .text("bank"))
                .contains("uob");
    }

    @ParameterizedTest
    @CsvSource({"mobile_number, phone_number", "phone_number, mobile_number"})
    void a_telephone_number_under_one_name_is_known_under_both(String given, String other) {
        SourceRequest bare = without(minimal("truemoney", 10_000, "THB"), "phone_number");

        SourceDraft draft = draft(with(bare, given, "0876543210"), THAI);

        assertThat(draft.text(given)).contains("0876543210");
        assertThat(draft.text(other)).contains("0876543210");
        assertThat(decide(with(bare, given, "1"), THAI))
                .isEqualTo(new Refused(given + " must contain 10-11 digit characters"));
    }

    @Test
    void two_telephone_numbers_are_kept_apart() {
        SourceDraft draft = draft(
                with(
                        with(minimal("truemoney", 10_000, "THB"), "phone_number", "0811111111"),
                        "mobile_number",
                        "0822222222"),
                THAI);

        assertThat(draft.text("phone_number")).contains("0811111111");
        assertThat(draft.text("mobile_number")).contains("0822222222");
    }

    @ParameterizedTest
    @CsvSource({"USD", "SGD", "XXX", "TH", "฿"})
    void aCurrencyThatTheMethodDoesNotTakeIsRefused(String currency) {
        assertThat(decide(minimal("promptpay", 10_000, currency), THAI))
                .isEqualTo(new Refused("currency is currently not supported"));
    }

    @Test
    void aCurrencyMayBeWrittenInLowerCase() {
        assertThat(draft(minimal("promptpay", 10_000, "thb"), THAI).currency()).isEqualTo("THB");
    }

    @Test
    void aCurrencyThatTheAccountMayNotChargeIsRefused() {
        Merchant yenOnly = new Merchant("account_test_x", false, "TH", Set.of("JPY"), false);

        assertThat(decide(minimal("promptpay", 10_000, "THB"), yenOnly))
                .isEqualTo(new Refused("currency is currently not supported"));
    }

    @ParameterizedTest
    @CsvSource({
        "kbank, 90000, 3, 200000",
        "kbank, 299999, 10, 300000",
        "bay, 499999, 10, 500000",
        "bay, 449999, 9, 450000",
        "first_choice, 1079999, 36, 1080000",
        "ktc, 239999, 8, 240000",
    })
    void anInstallmentHasAMinimumPerOrderAndPerMonth(String bank, long amount, int months, long minimum) {
        SourceRequest request = installment("installment_" + bank, amount, months);

        assertThat(decide(request, THAI))
                .isEqualTo(new Refused("amount must be greater than or equal to " + minimum + " (thb subunits)"));
        assertThat(decide(installment("installment_" + bank, minimum, months), THAI))
                .isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({"5", "12", "-3", "4294967300", "9223372036854775807"})
    void aTermThatTheBankDoesNotOfferIsRefused(long months) {
        assertThat(decide(installment("installment_kbank", 5_000_000, months), THAI))
                .isEqualTo(new Refused("installment_term must be one of 3, 4, 6, 10"));
    }

    @Test
    void anInstallmentWithoutATermIsRefused() {
        assertThat(decide(
                        over(minimal("installment_kbank", 500_000, "THB"), OptionalLong.empty(), Optional.empty()),
                        THAI))
                .isEqualTo(new Refused("installment_term cannot be blank"));
    }

    @ParameterizedTest
    @CsvSource({"false, , false", "true, , true", "false, true, true", "true, false, false"})
    void theRequestGoesBeforeTheAccountInWhoPaysTheInterest(boolean account, Boolean request, boolean absorbs) {
        SourceRequest fourMonths =
                over(minimal("installment_kbank", 500_000, "THB"), OptionalLong.of(4), Optional.ofNullable(request));

        Pricing pricing = draft(fourMonths, merchant("TH", account)).pricing();

        assertThat(pricing.merchantAbsorbsInterest()).isEqualTo(absorbs);
        assertThat(pricing.installmentTerm()).isEqualTo(4);
        assertThat(pricing.interestRate()).isEqualByComparingTo(absorbs ? "0.65" : "0");
        assertThat(pricing.feeRate()).isEqualTo(new BigDecimal("3.65"));
        assertThat(pricing.vatRate()).isEqualTo(new BigDecimal("7.0"));
    }

    @Test
    void whatOnlyInstallmentsKnowIsIgnoredElsewhere() {
        SourceDraft draft = draft(
                over(minimal("promptpay", 10_000, "THB"), OptionalLong.of(99), Optional.of(true)),
                merchant("TH", true));

        assertThat(draft.plan()).isEmpty();
        assertThat(draft.pricing())
                .isEqualTo(new Pricing(new BigDecimal("1.65"), new BigDecimal("7.0"), BigDecimal.ZERO, 0, false));
    }

    @ParameterizedTest
    @CsvSource({
        "truemoney, phone_number, 087654321, phone_number must contain 10-11 digit characters",
        "truemoney, phone_number, +668765432100, phone_number must contain 10-11 digit characters",
        "truemoney, phone_number, 08765432ab, phone_number must contain 10-11 digit characters",
        "promptpay, mobile_number, 1, mobile_number must contain 10-11 digit characters",
        "promptpay, email, payer, email is in invalid format",
        "promptpay, email, payer@example, email is in invalid format",
        "promptpay, email, a b@example.com, email is in invalid format",
        "promptpay, ip, somewhere, ip is in invalid format",
        "wechat_pay_upm, barcode, 12-34, barcode is in invalid format",
    })
    void aMalformedParameterIsRefused(String type, String parameter, String text, String message) {
        assertThat(decide(with(minimal(type, 10_000, "THB"), parameter, text), THAI))
                .isEqualTo(new Refused(message));
    }

    @ParameterizedTest
    @CsvSource({"0876543210", "66876543210", "+66876543210"})
    void aPhoneNumberHasTenOrElevenDigits(String number) {
        SourceRequest request = with(minimal("truemoney", 10_000, "THB"), "phone_number", number);

        assertThat(draft(request, THAI).text("phone_number")).contains(number);
    }

    @Test
    void aBankOutsideTheListIsRefused() {
        assertThat(decide(with(minimal("duitnow_obw", 10_000, "MYR"), "bank", "bocm"), merchant("MY", false)))
                .isEqualTo(new Refused("bank is currently not supported"));
    }

    @Test
    void anOverlongNameIsToldTheMaximum() {
        assertThat(decide(with(minimal("promptpay", 10_000, "THB"), "name", "ก".repeat(256)), THAI))
                .isEqualTo(new Refused("name is too long (maximum is 255 characters)"));
        assertThat(decide(with(minimal("econtext", 10_000, "JPY"), "name", "x".repeat(11)), merchant("JP", false)))
                .isEqualTo(new Refused("name is too long (maximum is 10 characters)"));
    }

    @Test
    void atomeWantsItemsAndAShippingAddress() {
        SourceRequest request = minimal("atome", 50_000, "SGD");
        Merchant merchant = merchant("SG", false);

        assertThat(decide(sending(request, request.shipping(), List.of()), merchant))
                .isEqualTo(new Refused("items cannot be blank"));
        assertThat(decide(sending(request, Optional.empty(), request.items()), merchant))
                .isEqualTo(new Refused("shipping cannot be blank"));
        assertThat(decide(sending(request, request.shipping(), List.of(Requests.item(-1))), merchant))
                .isEqualTo(new Refused("items must not hold negative numbers"));
        assertThat(decide(sending(request, request.shipping(), Collections.nCopies(101, Requests.item(1))), merchant))
                .isEqualTo(new Refused("items are too many (maximum is 100)"));
    }

    @Test
    void aParameterThatTheMethodDoesNotTakeIsIgnored() {
        assertThat(draft(with(minimal("promptpay", 10_000, "THB"), "bank", "nonsense!"), THAI)
                        .text("bank"))
                .isEmpty();
    }

    @Test
    void onlyASourceThatExpiresSaysWhen() {
        assertThat(draft(minimal("installment_paynext_extra_jumpapp", 10_000, "THB"), THAI)
                        .expiresAt())
                .contains(NOW.plusSeconds(180));
        assertThat(draft(minimal("promptpay", 10_000, "THB"), THAI).expiresAt()).isEmpty();
    }

    private static SourceDecision decide(SourceRequest request, Merchant merchant) {
        return SourceRules.decide(request, merchant, CATALOGUE, NOW);
    }

    private static SourceDraft draft(SourceRequest request, Merchant merchant) {
        return ((Accepted) decide(request, merchant)).draft();
    }

    private static SourceRequest installment(String type, long amount, long months) {
        return over(minimal(type, amount, "THB"), OptionalLong.of(months), Optional.empty());
    }

    private static SourceRequest blank(Optional<String> type, OptionalLong amount, Optional<String> currency) {
        return new SourceRequest(
                type,
                amount,
                currency,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                Optional.empty(),
                Map.of());
    }

    /** The least that the method takes over its shortest term. */
    private static long smallest(PaymentMethod method, Market market) {
        return method.installment()
                .map(installment -> installment.minimumFor(installment.terms().getFirst()))
                .orElse(market.amount().minimum());
    }
}
