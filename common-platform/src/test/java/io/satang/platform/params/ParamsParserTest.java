package io.satang.platform.params;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.platform.error.ApiError;
import io.satang.platform.error.ApiException;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Query and body in every form that clients send (reference omise-api §3). */
class ParamsParserTest {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/json; charset=utf8",
                "Application/JSON;charset=UTF-8",
                "application/octet-stream",
                "text/plain",
                "nonsense",
                "",
            })
    void aJsonObjectIsReadWhateverTheContentTypeSays(String contentType) {
        assertThat(parse("", contentType, " {\"amount\":400000}").integer("amount"))
                .hasValue(400_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {FORM, "APPLICATION/x-www-form-urlencoded; charset=utf-8", "text/plain", "nonsense", ""})
    void aFormIsReadWhateverTheContentTypeSays(String contentType) {
        assertThat(parse("", contentType, "amount=400000&source[type]=points_citi")
                        .object("source")
                        .text("type"))
                .contains("points_citi");
    }

    @Test
    void withoutAContentTypeTheBodySpeaksForItself() {
        assertThat(ParamsParser.parse("", Optional.empty(), bytes("{\"a\":1}")).text("a"))
                .contains("1");
        assertThat(ParamsParser.parse("", Optional.empty(), bytes("a=1")).text("a"))
                .contains("1");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, ''",
        "application/json, null",
        "application/json, {}",
        "application/json, ' '",
        FORM + ", ''",
        "'', ''"
    })
    void anEmptyBodyHasNoParameters(String contentType, String body) {
        assertThat(parse("", contentType, body).toString()).isEqualTo("{}");
    }

    @Test
    void theBodyCountsMoreThanTheQuery() {
        Params params = parse("limit=1&offset=2", JSON, "{\"limit\":5}");

        assertThat(params.integer("limit")).hasValue(5);
        assertThat(params.integer("offset")).hasValue(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                     | the body is not valid JSON
            {"a":}                | the body is not valid JSON
            {"a":1                | the body is not valid JSON
            {"a":1} {}            | the body is not valid JSON
            {"a":1}x              | the body is not valid JSON
            {'a':1}               | the body is not valid JSON
            {"a":NaN}             | the body is not valid JSON
            {"a":01}              | the body is not valid JSON
            nul                   | the body is not valid JSON
            []                    | the body is not a JSON object
            [{"a":1}]             | the body is not a JSON object
            "text"                | the body is not a JSON object
            7                     | the body is not a JSON object
            true                  | the body is not a JSON object
            {"a":"\\u0000"}       | the request holds a control character
            {"\\u0000":1}         | the request holds a control character
            {"a":"\\u0001"}       | the request holds a control character
            {"a":{"\\u001f":1}}   | the request holds a control character
            {"a":["\\u007f"]}     | the request holds a control character
            {"a":[{"b":"\\u0000"}]} | the request holds a control character
            {"a":"\\ud800"}       | the request is not valid Unicode
            {"a":"\\udc00x"}      | the request is not valid Unicode
            """)
    void aJsonBodyThatMakesNoSenseIsRefused(String body, String message) {
        assertRefused(bytes(body), message);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertRefused(
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'}, "the request is not valid UTF-8");
        assertRefused(new byte[] {(byte) 0xc3}, "the request is not valid UTF-8");
        assertRefused(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, "the request is not valid UTF-8");
    }

    @Test
    void jsonMayBeThirtyTwoDeep() {
        assertThat(parse("", JSON, "{\"a\":".repeat(32) + "1" + "}".repeat(32)).has("a"))
                .isTrue();
        assertRefused(bytes("{\"a\":".repeat(33) + "1" + "}".repeat(33)), "the body is not valid JSON");
        assertRefused(bytes("[".repeat(200_000)), "the body is not valid JSON");
    }

    @Test
    void aNumberOfAHundredDigitsIsTheLongest() {
        assertThat(parse("", JSON, "{\"a\":" + "1".repeat(100) + "}").has("a")).isTrue();
        assertRefused(bytes("{\"a\":" + "1".repeat(101) + "}"), "the body is not valid JSON");
    }

    @Property(tries = 5_000)
    void anyRequestIsReadOrRefused(
            @ForAll("bodies") String body, @ForAll("contentTypes") String contentType, @ForAll("bodies") String query) {
        try {
            exercise(ParamsParser.parse(query, Optional.of(contentType).filter(text -> !text.isEmpty()), bytes(body)));
        } catch (ApiException refused) {
            assertThat(refused.error().status()).isEqualTo(400);
        }
    }

    @Property(tries = 2_000)
    void anyBytesAreReadOrRefused(@ForAll byte[] body, @ForAll("contentTypes") String contentType) {
        try {
            exercise(ParamsParser.parse("", Optional.of(contentType), body));
        } catch (ApiException refused) {
            assertThat(refused.error().status()).isEqualTo(400);
        }
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> pieces = Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"amount\"",
                "\"a\"",
                "\"\"",
                "null",
                "true",
                "1",
                "-0",
                "1e400",
                "1e-999999999",
                "9223372036854775808",
                "0.5",
                "\"1\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                " ",
                "amount=1",
                "&",
                "a[b]=1",
                "%ff",
                "😀");
        return pieces.list().ofMaxSize(16).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> contentTypes() {
        return Arbitraries.of(JSON, FORM, "text/plain", ";;", "");
    }

    /** Asks for everything in every type: each answer is a value, an absence or a refusal. */
    private static void exercise(Params params) {
        for (String name : new String[] {"amount", "a", ""}) {
            attempt(() -> params.text(name, 10));
            attempt(() -> params.integer(name));
            attempt(() -> params.bool(name));
            attempt(() -> params.instant(name));
            attempt(() -> params.object(name));
            attempt(() -> params.objects(name));
            attempt(() -> params.texts(name));
        }
        attempt(params::metadata);
        assertThat(params.toString()).startsWith("{");
    }

    private static void attempt(Runnable question) {
        try {
            question.run();
        } catch (ApiException refused) {
            assertThat(refused.error().status()).isEqualTo(400);
        }
    }

    private static void assertRefused(byte[] body, String message) {
        assertThatThrownBy(() -> ParamsParser.parse("", Optional.of(JSON), body))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.error()).isEqualTo(new ApiError(400, "bad_request", message)));
    }

    private static Params parse(String query, String contentType, String body) {
        return ParamsParser.parse(query, Optional.of(contentType), bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
