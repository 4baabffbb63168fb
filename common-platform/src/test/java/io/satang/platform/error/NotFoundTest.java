package io.satang.platform.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is repeated of what somebody has written for an id. */
class NotFoundTest {
    @ParameterizedTest
    @CsvSource({
        "chrg_test_5satang000000000404, charge chrg_test_5satang000000000404 was not found",
        "chrg_0000000000000000404, charge chrg_0000000000000000404 was not found",
        "0b51a3f1-4242-4242-8242-424242424242, charge 0b51a3f1-4242-4242-8242-424242424242 was not found",
        "order 7, charge order 7 was not found",
        "4242424242424242, charge … was not found",
        "4242 4242-4242 4242, charge … was not found",
        "tokn_4242424242424242, charge tokn_… was not found",
        "'', charge  was not found",
    })
    void is_an_id_and_never_the_number_of_a_card(String id, String message) {
        assertThat(ApiException.notFound("charge", id).error().message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({"65", "3000"})
    void is_nothing_that_is_too_long_for_an_id(int length) {
        assertThat(ApiException.notFound("charge", "x".repeat(length)).error().message())
                .isEqualTo("charge of this id was not found");
    }
}
