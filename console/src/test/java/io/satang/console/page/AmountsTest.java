package io.satang.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({"4000, THB, 400000", "'4,000.50', THB, 400050", "0.01, THB, 1", "500, JPY, 500", "' 12. ', SGD, 1200"})
    void whatPeopleTypeBecomesSubunits(String typed, String currency, long subunits) {
        assertThat(Amounts.subunits(typed, currency)).hasValue(subunits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1e9", "1.005", "0x10", "99999999999999999999", "4000 THB", "๔"})
    void whatIsNoAmountIsNone(String typed) {
        assertThat(Amounts.subunits(typed, "THB")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400050, THB, 4000.50", "500, JPY, 500"})
    void anAmountStandsInAFieldAsItIsTyped(long subunits, String currency, String typed) {
        assertThat(Amounts.typed(subunits, currency)).isEqualTo(typed);
    }
}
