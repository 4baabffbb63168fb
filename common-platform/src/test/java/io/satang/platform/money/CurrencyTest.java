package io.satang.platform.money;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyTest {

    @ParameterizedTest(name = "{0} is {1} with {2} decimals")
    @CsvSource({"THB, THB, 2", "thb, THB, 2", "Jpy, JPY, 0", "sgd, SGD, 2", "myr, MYR, 2"})
    void aCurrencyMayBeWrittenInAnyCase(String text, String code, int exponent) {
        assertThat(Currency.parse(text)).contains(Currency.valueOf(code));
        assertThat(Currency.valueOf(code).exponent()).isEqualTo(exponent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "XXX", "TH", "THBB", "ﬀ", "th\u0131"})
    void anythingElseIsNone(String text) {
        assertThat(Currency.parse(text)).isEmpty();
    }
}
