package io.satang.platform.params;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.events.RawJson;
import io.satang.platform.error.ApiError;
import io.satang.platform.error.ApiException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters in the types that are asked for (reference omise-api §3, rows 12 to 17). */
class ParamsTest {

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "{}", "[]"})
    void whatIsEmptyIsNotGiven(String json) {
        Params params = params(json);

        assertThat(params.has("a")).isFalse();
        assertThat(params.text("a")).isEmpty();
        assertThat(params.integer("a")).isEmpty();
        assertThat(params.bool("a")).isEmpty();
        assertThat(params.instant("a")).isEmpty();
        assertThat(params.object("a").toString()).isEqualTo("{}");
        assertThat(params.objects("a")).isEmpty();
        assertThat(params.texts("a")).isEmpty();
        assertThatThrownBy(() -> params.requiredText("a")).hasMessage("a cannot be blank");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "400000, 400000",
                "\"400000\", 400000",
                "\" 400000 \", 400000",
                "-1, -1",
                "0, 0",
                "4e5, 400000",
                "400000.0, 400000",
                "\"4.0E5\", 400000",
                "9223372036854775807, 9223372036854775807",
                "-9223372036854775808, -9223372036854775808",
            })
    void aWholeNumberMayBeWrittenInManyWays(String json, long number) {
        assertThat(params(json).integer("a")).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "-9223372036854775809",
                "1e19",
                "1e999999999",
                "\"1e999999999\"",
                "\"1e2147483648\"",
                "\"12 000\"",
                "\"0x10\"",
                "\"๔\u0E50x\"",
                "\"٤٠٠٠٠٠\"",
                "\"４０００００\"",
                "\"๔๐๐๐๐๐\"",
                "\"abc\"",
                "\"1111111111111111111111111111111111111111111111111\"",
                "true",
                "{\"b\":1}",
                "[1]",
            })
    void whatIsNoWholeNumberOfSixtyFourBitsIsRefused(String json) {
        assertRefused(() -> params(json).integer("a"), "a is not a number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.5",
                "\"0.5\"",
                "100.5",
                "-1.25",
                "\"1e-1\"",
                "1e-999999999",
                "0.00000000000000000000000000000000000001",
            })
    void a_fraction_is_a_number_but_no_integer(String json) {
        assertRefused(() -> params(json).integer("a"), "a must be an integer");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "true, true",
        "false, false",
        "1, true",
        "0, false",
        "\"yes\", true",
        "\"no\", false",
        "\"on\", true",
        "\"off\", false",
        "\"true\", true",
        "\"1\", true"
    })
    void yesAndNoComeInManyForms(String json, boolean value) {
        assertThat(params(json).bool("a")).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "\"maybe\"", "\"TRUE \"", "{\"b\":1}", "[true]", "1.0"})
    void whatIsNeitherYesNorNoIsRefused(String json) {
        assertRefused(() -> params(json).bool("a"), "a is invalid");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "2026-01-02, 2026-01-02T00:00:00Z",
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05+07:00, 2026-01-01T20:04:05Z",
        "2026-01-02T03:04:05.678Z, 2026-01-02T03:04:05.678Z",
        "2026-01-02T03:04:05+0700, 2026-01-01T20:04:05Z",
        "2026-01-02T03:04:05-0330, 2026-01-02T06:34:05Z",
        "2026-01-02T03:04:05+07, 2026-01-01T20:04:05Z",
        "2026-01-02T03:04:05.5-08, 2026-01-02T11:04:05.5Z",
        "2026-01-02T03:04+0000, 2026-01-02T03:04:00Z",
        "2026-01-02T03:04:05 07:00, 2026-01-01T20:04:05Z",
        "2026-01-02T03:04:05 0700, 2026-01-01T20:04:05Z",
        "2026-01-02t03:04:05z, 2026-01-02T03:04:05Z",
    })
    void aTimeMayBeADateOrHaveAnOffset(String text, Instant time) {
        assertThat(params('"' + text + '"').instant("a")).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tomorrow\"",
                "\"2026-13-01\"",
                "\"2026-02-30\"",
                "\"2026-01-02T03:04:05\"",
                "\"2026-01-02 03:04:05\"",
                "\"2026-02-30T03:04:05+0700\"",
                "\"2026-01-02T03:04:05+07000\"",
                "\"2026-01-02T03:04:05+2500\"",
                "\"2026-01-02T03:04:05+07:00+0700\"",
                "\"2026-01-02T24:00:00Z\"",
                "1767323045",
                "{\"b\":1}",
                "\"+999999999-01-01T00:00:00Z\"",
                "\"-999999999-01-01T00:00:00Z\"",
                "\"+10000-01-01T00:00:00Z\"",
                "\" 999999999-01-01T00:00:00Z\"",
                "\"-0001-01-01T00:00:00Z\"",
            })
    void whatIsNoTimeThatADatabaseCanHoldIsRefused(String json) {
        assertRefused(() -> params(json).instant("a"), "a is invalid");
    }

    @Test
    void aNumberMayStandForAText() {
        assertThat(params("10320").text("a")).contains("10320");
        assertThat(params("1.50").text("a")).contains("1.50");
        assertThat(params("true").text("a")).contains("true");
    }

    @Test
    void aTextIsAsLongAsAllowed() {
        assertThat(params("\"สต😀\"").text("a", 3)).contains("สต😀");
        assertRefused(() -> params("\"สต😀x\"").text("a", 3), "a is too long (maximum is 3 characters)");
    }

    @Test
    void aContainerIsNoText() {
        assertRefused(() -> params("{\"b\":1}").text("a"), "a is invalid");
        assertRefused(() -> params("[1]").text("a"), "a is invalid");
    }

    @Test
    void whatIsNestedIsAskedForByItsOwnName() {
        assertThat(params("{\"b\":{\"c\":1}}").object("a").object("b").integer("c"))
                .hasValue(1);
        assertThat(params("{\"b\":1}").isObject("a")).isTrue();
        assertThat(params("\"src_1\"").isObject("a")).isFalse();
        assertRefused(() -> params("1").object("a"), "a is invalid");
    }

    @Test
    void listsHoldTextsOrObjects() {
        assertThat(params("[\"x\",7]").texts("a")).containsExactly("x", "7");
        assertThat(params("[{\"b\":1},{\"b\":2}]").objects("a"))
                .extracting(item -> item.text("b").orElseThrow())
                .containsExactly("1", "2");
        for (String json : List.of("\"x\"", "{\"b\":1}", "[[1]]", "[null]")) {
            assertRefused(() -> params(json).texts("a"), "a is invalid");
        }
        assertRefused(() -> params("[1]").objects("a"), "a is invalid");
    }

    @Test
    void metadataIsKeptAsItIs() {
        assertThat(parse("{\"metadata\":{\"z\":1,\"a\":[null,\"x\",2.50]}}").metadata())
                .isEqualTo(new RawJson("{\"z\":1,\"a\":[null,\"x\",2.50]}"));
        assertThat(parse("{}").metadata()).isEqualTo(new RawJson("{}"));
        assertRefused(() -> parse("{\"metadata\":\"x\"}").metadata(), "Metadata should be a JSON hash");
        assertRefused(() -> parse("{\"metadata\":[1]}").metadata(), "Metadata should be a JSON hash");
        assertRefused(
                () -> parse("{\"metadata\":{\"a\":\"xxxxx\"}}").metadata(10),
                "metadata is too long (maximum is 10 characters)");
    }

    @Test
    void anEmptyTextTakesASettingAway() {
        assertThat(params("\"\"").cleared("a")).isTrue();
        assertThat(params("null").cleared("a")).isFalse();
        assertThat(params("\"x\"").cleared("a")).isFalse();
        assertThat(parse("{}").cleared("a")).isFalse();
    }

    @Test
    void oneMoreParameterLeavesTheOthersAndTheOriginalAlone() {
        Params original = params("1");

        Params more = original.with("b", "2");

        assertThat(more.toString()).isEqualTo("{\"a\":1,\"b\":\"2\"}");
        assertThat(original.has("b")).isFalse();
    }

    private static void assertRefused(ThrowingCallable question, String message) {
        assertThatThrownBy(question)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.error()).isEqualTo(new ApiError(400, "bad_request", message)));
    }

    private static Params params(String json) {
        return parse("{\"a\":" + json + "}");
    }

    private static Params parse(String json) {
        return ParamsParser.parse("", Optional.of("application/json"), json.getBytes(UTF_8));
    }
}
