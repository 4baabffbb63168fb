package io.satang.platform.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of cards are found where nobody should have typed them. */
class StrayNumberTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4242424242424242",
                "pay with 4242 4242 4242 4242 12/30",
                "4242-4242-4242-4242",
                "378282246310005",
                "1 4242424242424242",
                "{\"note\":\"5555555555554444\"}",
                "654a4d9c-53f3-4199-8087-09501f41f0bd 4242 4242 4242 4242",
                "42424242-4242-4242-0000-000000000000"
            })
    void a_number_is_found_however_it_is_set_apart(String text) {
        assertThat(CardNumber.occursIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4242424242424241",
                "+66 81 234 5678",
                "order 9999999999999995",
                "20 % off, at most 4242 baht",
                "14242424242424242",
                "offer 654a4d9c-53f3-4199-8087-09501f41f0bd",
                "{\"order\":\"654A4D9C-53F3-4199-8087-09501F41F0BD\"}"
            })
    void other_digits_are_not(String text) {
        assertThat(CardNumber.occursIn(text)).isFalse();
    }

    @Test
    void a_long_text_is_read_at_once() {
        assertThat(CardNumber.occursIn("4 ".repeat(200))).isFalse();
    }
}
