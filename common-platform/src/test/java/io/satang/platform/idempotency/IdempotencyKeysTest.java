package io.satang.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.platform.error.ApiException;
import io.satang.platform.key.KeyHash;
import io.satang.platform.params.Params;
import io.satang.platform.params.ParamsParser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeysTest {
    private static final IdempotencyKeys KEYS = new IdempotencyKeys(new KeyHash("pepper of the test"));
    private static final String ROUTE = "POST /charges";

    @Test
    void withoutTheHeaderNothingIsAsked() {
        assertThat(KEYS.read(Optional.empty(), ROUTE, form("a=1"))).isEmpty();
    }

    @Test
    void theSameRequestHasTheSameHashHoweverItWasWritten() {
        assertThat(hash(ROUTE, form("amount=1&currency=THB")))
                .isEqualTo(hash(ROUTE, form("amount=1&currency=T%48B&")))
                .isNotEqualTo(hash(ROUTE, form("amount=2&currency=THB")))
                .isNotEqualTo(hash("POST /sources", form("amount=1&currency=THB")))
                .matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":1,\"metadata\":{\"a\":\"x\",\"b\":\"y\"},\"items\":[{\"n\":1,\"m\":2}]}",
                "{\"items\":[{\"m\":2,\"n\":1}],\"metadata\":{\"b\":\"y\",\"a\":\"x\"},\"amount\":1}",
                "{ \"amount\" : \"1\", \"metadata\":{\"a\":\"x\",\"b\":\"y\"},\"items\":[{\"n\":\"1\",\"m\":\"2\"}],\"ip\":null,\"shipping\":{}}",
            })
    void neither_order_nor_type_nor_form_makes_another_request(String json) {
        assertThat(hash(ROUTE, json(json)))
                .isEqualTo(hash(ROUTE, form("metadata[b]=y&metadata[a]=x&items[0][n]=1&items[0][m]=2&amount=1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,2]}",
                "{\"a\":[2,1]}",
                "{\"a\":[12]}",
                "{\"a\":\"[1,2]\"}",
                "{\"a\":{\"b\":1}}",
                "{\"a\":{\"b\":\"1\\\",\\\"c\"}}",
                "{\"a.b\":1}",
                "{\"a\":\"\"}",
                "{\"a\":[null]}",
                "{\"a\":[{}]}"
            })
    void what_says_something_else_is_another_request(String json) {
        assertThat(hash(ROUTE, json(json)))
                .isNotEqualTo(hash(ROUTE, json("{}")))
                .isNotEqualTo(hash(ROUTE, json("{\"a\":1}")))
                .isNotEqualTo(hash(ROUTE, json("{\"a\":[1,2,3]}")));
    }

    @Test
    void nobody_without_the_platforms_secret_can_tell_what_was_sent() {
        IdempotencyKeys others = new IdempotencyKeys(new KeyHash("another pepper"));

        assertThat(others.read(Optional.of("key"), ROUTE, form("a=1"))
                        .orElseThrow()
                        .requestHash())
                .isNotEqualTo(hash(ROUTE, form("a=1")));
    }

    @Test
    void an_answer_is_replayed_for_its_own_request_only_whichever_release_has_stored_it() {
        IdempotencyRequest request =
                KEYS.read(Optional.of("key"), ROUTE, form("a=1")).orElseThrow();

        assertThat(request.replay(request.requestHash(), "{}")).isEqualTo("{}");
        assertThat(request.replay(request.formerHash(), "{}")).isEqualTo("{}");
        assertThatThrownBy(() -> request.replay(hash(ROUTE, form("a=2")), "{}"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.error().status()).isEqualTo(422));
    }

    @Test
    void aKeyMayBeQuoted() {
        assertThat(from("\"a b\"").key()).isEqualTo("a b");
        assertThat(from("a-b").key()).isEqualTo("a-b");
        assertThat(from("x".repeat(255)).key()).hasSize(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\"\"", "\" \"", "ก", "a\tb", "a\u0000b"})
    void aKeyThatIsNoneIsRefused(String header) {
        assertThatThrownBy(() -> from(header))
                .isInstanceOf(ApiException.class)
                .hasMessage("idempotency key is invalid");
    }

    @Test
    void a_key_may_be_repeated_but_is_one() {
        assertThat(KEYS.read(List.of("k", "k"), ROUTE, form("a=1")))
                .isEqualTo(KEYS.read(Optional.of("k"), ROUTE, form("a=1")));
        assertThat(KEYS.read(List.of(), ROUTE, form("a=1"))).isEmpty();
        assertThatThrownBy(() -> KEYS.read(List.of("k", "l"), ROUTE, form("a=1")))
                .hasMessage("idempotency key is invalid");
        assertThatThrownBy(() -> KEYS.read(List.of(""), ROUTE, form("a=1"))).hasMessage("idempotency key is invalid");
    }

    @Test
    void aKeyOfMoreThan255CharactersIsRefused() {
        assertThatThrownBy(() -> from("x".repeat(256))).isInstanceOf(ApiException.class);
    }

    private static IdempotencyRequest from(String header) {
        return KEYS.read(Optional.of(header), ROUTE, form("a=1")).orElseThrow();
    }

    private static String hash(String route, Params params) {
        return KEYS.read(Optional.of("key"), route, params).orElseThrow().requestHash();
    }

    private static Params form(String form) {
        return ParamsParser.parse("", Optional.empty(), form.getBytes(UTF_8));
    }

    private static Params json(String json) {
        return ParamsParser.parse("", Optional.of("application/json"), json.getBytes(UTF_8));
    }
}
