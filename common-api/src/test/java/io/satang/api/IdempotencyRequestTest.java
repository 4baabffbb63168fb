package io.satang.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyRequestTest {

    @Test
    void withoutTheHeaderNothingIsAsked() {
        assertThat(IdempotencyRequest.from(Optional.empty(), "POST /charges", params("a=1")))
                .isEmpty();
    }

    @Test
    void theSameRequestHasTheSameHashHoweverItWasWritten() {
        assertThat(hash("POST /charges", params("amount=1&currency=THB")))
                .isEqualTo(hash("POST /charges", params("amount=1&currency=T%48B&")))
                .isNotEqualTo(hash("POST /charges", params("amount=2&currency=THB")))
                .isNotEqualTo(hash("POST /sources", params("amount=1&currency=THB")))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void aKeyMayBeQuoted() {
        assertThat(from("\"a b\"").key()).isEqualTo("a b");
        assertThat(from("a-b").key()).isEqualTo("a-b");
        assertThat(from("x".repeat(255)).key()).hasSize(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", "ก", "a\tb", "a\u0000b"})
    void aKeyThatIsNoneIsRefused(String header) {
        assertThatThrownBy(() -> from(header))
                .isInstanceOf(ApiException.class)
                .hasMessage("idempotency key is invalid");
    }

    @Test
    void aKeyOfMoreThan255CharactersIsRefused() {
        assertThatThrownBy(() -> from("x".repeat(256))).isInstanceOf(ApiException.class);
    }

    private static IdempotencyRequest from(String header) {
        return IdempotencyRequest.from(Optional.of(header), "POST /charges", params("a=1"))
                .orElseThrow();
    }

    private static String hash(String route, Params params) {
        return IdempotencyRequest.from(Optional.of("key"), route, params)
                .orElseThrow()
                .requestHash();
    }

    private static Params params(String form) {
        return ParamsParser.parse("", Optional.empty(), form.getBytes(UTF_8));
    }
}
