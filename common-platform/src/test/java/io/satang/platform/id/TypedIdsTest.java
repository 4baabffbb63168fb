package io.satang.platform.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedIdsTest {

    @ParameterizedTest
    @ValueSource(strings = {"chrg_test_5satang000000000001", "chrg_5satang000000000001", "chrg_test_1", "chrg_0"})
    void an_id_of_the_right_shape_is_taken_as_it_is_written(String text) {
        assertThat(ChargeId.parse(text)).hasValueSatisfying(id -> assertThat(id).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "chrg",
                "chrg_",
                "chrg_test_",
                "chrgtest_1",
                "src_test_1",
                "CHRG_test_1",
                "chrg_test_A",
                "chrg_test_1_2",
                "chrg_test_1 ",
                "chrg_test_\0",
                "chrg_test_é",
                "chrg_test_00000000000000000000000000000000000000000000000000000000000000000"
            })
    void what_has_another_shape_is_no_id(String text) {
        assertThat(ChargeId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new ChargeId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void each_kind_has_its_prefix() {
        Ids ids = new Ids(Clock.systemUTC());

        assertThat(ChargeId.next(ids, false).value()).startsWith("chrg_test_");
        assertThat(SourceId.next(ids, true).value()).matches("src_[0-9a-z]{19}");
        assertThat(AccountId.next(ids, false).value()).startsWith("account_test_");
        assertThat(PayPageId.next(ids, false).value()).startsWith("pay2_test_");
    }
}
