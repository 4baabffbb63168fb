package io.satang.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.platform.card.CardNumber;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgrammeTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, 1_764_331_234_567L, 99_999_999_999_999L, Long.MAX_VALUE})
    void every_run_has_a_number_that_is_in_order(long run) {
        String number = Programme.number(run);

        assertThat(number).hasSize(16).startsWith("4");
        assertThat(CardNumber.occursIn(number)).isTrue();
    }
}
