package io.satang.source.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.events.CardFailure;
import io.satang.platform.card.CardDecision;
import io.satang.platform.card.CardNumber;
import io.satang.platform.card.CardRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of cards. */
class CardTablesTest {
    private final TestCards testCards = Cards.testCards();

    @Test
    void every_test_card_is_a_card_of_a_known_brand() {
        assertThat(testCards.numbers())
                .hasSize(47)
                .allSatisfy(number -> assertThat(Cards.with("number", number))
                        .extracting(request -> CardRules.decide(request, java.time.YearMonth.of(2026, 1), true))
                        .isInstanceOf(CardDecision.Accepted.class));
    }

    @Test
    void each_outcome_of_the_documentation_has_its_cards() {
        assertThat(testCards.numbers().stream()
                        .map(number -> testCards.failure(new CardNumber(number)))
                        .map(failure -> failure.map(some -> some.step() + "/" + some.failureCode())
                                .orElse("paid"))
                        .collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting())))
                .containsOnlyKeys(
                        "paid",
                        "authorization/insufficient_fund",
                        "authorization/stolen_or_lost_card",
                        "authorization/failed_processing",
                        "authorization/payment_rejected",
                        "authorization/failed_fraud_check",
                        "authorization/invalid_account_number",
                        "authorization/invalid_security_code",
                        "enrollment/payment_rejected",
                        "validation/payment_rejected")
                .containsEntry("paid", 10L)
                .containsEntry("validation/payment_rejected", 5L);
    }

    @ParameterizedTest
    @CsvSource({
        "4111111111140011, authorization, insufficient_fund",
        "5555551111100012, authorization, stolen_or_lost_card",
        "377138160000009, authorization, failed_processing",
        "4111111111150002, enrollment, payment_rejected",
        "377138161111003, validation, payment_rejected",
    })
    void a_test_card_fails_where_the_documentation_says(String number, String step, String code) {
        assertThat(testCards.failure(new CardNumber(number))).contains(new CardFailure(step, code));
    }

    @Test
    void a_card_that_is_not_listed_pays() {
        assertThat(testCards.failure(new CardNumber("4012888888881881"))).isEqualTo(Optional.empty());
    }

    @Test
    void the_longest_prefix_tells_the_issuer(@TempDir Path folder) throws IOException {
        Path table = Files.write(
                folder.resolve("issuers.csv"),
                List.of("digits,country,financing,bank", "4,us,,", "424242424,th,debit,Bank, of Somewhere"));
        Issuers issuers = CardTables.issuers(Optional.of(table));

        assertThat(issuers.of(new CardNumber("4242424242424242")))
                .isEqualTo(new Issuer("th", "debit", "Bank, of Somewhere"));
        assertThat(issuers.of(new CardNumber("4111111111111111"))).isEqualTo(new Issuer("us", "", ""));
        assertThat(issuers.of(new CardNumber("5555555555554444"))).isEqualTo(new Issuer("", "", ""));
    }

    @Test
    void a_faulty_table_is_refused(@TempDir Path folder) throws IOException {
        Path table = Files.write(folder.resolve("issuers.csv"), List.of("digits,country", "4,us"));

        assertThatThrownBy(() -> CardTables.issuers(Optional.of(table))).isInstanceOf(IllegalArgumentException.class);
    }
}
