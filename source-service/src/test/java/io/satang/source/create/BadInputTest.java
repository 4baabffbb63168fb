package io.satang.source.create;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.satang.source.Merchants;
import io.satang.source.Rows;
import io.satang.source.ServiceTest;
import io.satang.testing.Topics;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, the answer is an error object, and nothing of it stays. */
@ServiceTest
class BadInputTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String GOOD = "\"amount\":10000,\"currency\":\"THB\",\"type\":\"promptpay\"";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TestHTTPResource("/")
    URI root;

    @Inject
    Rows rows;

    @BeforeEach
    void merchantsAreKnown() {
        Merchants.ready();
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                bad("nothing at all", FORM, ""),
                bad("broken JSON", JSON, "{"),
                bad("JSON with something behind it", JSON, "{" + GOOD + "}{}"),
                bad("JSON that is a list", JSON, "[]"),
                bad("JSON that is a number", JSON, "1"),
                bad("JSON that is null", JSON, "null"),
                bad("deep JSON", JSON, "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"),
                bad("a number without end", JSON, "{\"amount\":1" + "0".repeat(2_000) + "}"),
                bad("a huge exponent", JSON, good("amount", "1e999999999")),
                bad("a number beyond 64 bits", JSON, good("amount", "9223372036854775808")),
                bad("a number below 64 bits", JSON, good("amount", "-9223372036854775809")),
                bad("a fraction", JSON, good("amount", "10000.5")),
                bad("an amount that is a list", JSON, good("amount", "[10000]")),
                bad("an amount that is an object", JSON, good("amount", "{\"a\":1}")),
                bad("an amount that is true", JSON, good("amount", "true")),
                bad("an amount in words", JSON, good("amount", "\"ten\"")),
                bad("a type that is a list", JSON, good("type", "[\"promptpay\"]")),
                bad("a currency that is an object", JSON, good("currency", "{\"a\":1}")),
                bad("an email that is a list", JSON, good("email", "[\"a@example.com\"]")),
                bad("a billing address that is a text", JSON, good("billing", "\"Bangkok\"")),
                bad("items that are a text", JSON, good("items", "\"shirts\"")),
                bad("items that are texts", JSON, good("items", "[\"shirt\"]")),
                bad("an item amount in words", JSON, good("items", "[{\"amount\":\"ten\"}]")),
                bad("QR settings that are a text", JSON, good("qr_settings", "\"png\"")),
                bad("a switch that is neither on nor off", JSON, good("zero_interest_installments", "\"perhaps\"")),
                bad("a term in words", JSON, good("installment_term", "\"four\"")),
                bad("a NUL in JSON", JSON, good("email", "\"a\\u0000@example.com\"")),
                bad("half a character in JSON", JSON, good("name", "\"\\ud800\"")),
                bad("an overlong name", JSON, good("name", "\"" + "x".repeat(256) + "\"")),
                bad("an overlong type", JSON, good("type", "\"" + "x".repeat(100_000) + "\"")),
                bad("an overlong street", JSON, good("billing", "{\"street1\":\"" + "x".repeat(256) + "\"}")),
                bad("too many items", JSON, good("items", "[" + "{\"name\":\"x\"},".repeat(100) + "{\"name\":\"x\"}]")),
                bad("a control character in JSON", JSON, good("email", "\"a\\u0001@example.com\"")),
                bad("a control character in a form", FORM, "amount=10000&currency=THB&type=promptpay&name=a%1Fb"),
                bad(
                        "a source too large for a charge",
                        JSON,
                        good(
                                "items",
                                "[" + ("{\"name\":\"" + "ส".repeat(120) + "\"},").repeat(99) + "{\"name\":\"x\"}]")),
                bad("a line break in a name", JSON, good("name", "\"a\\nb\"")),
                bad("a NUL in a form", FORM, "amount=10000&currency=THB&type=promptpay&name=a%00b"),
                bad("broken percent encoding", FORM, "amount=10000&currency=THB&type=promptpay&name=%zz"),
                bad("a percent sign at the end", FORM, "amount=10000&currency=THB&type=promptpay&name=%"),
                bad("invalid UTF-8 in a form", FORM, "amount=10000&currency=THB&type=promptpay&name=%ff%fe"),
                bad("unclosed brackets", FORM, "amount=10000&currency=THB&type=promptpay&billing[city=x"),
                bad(
                        "a text and an object of one name",
                        FORM,
                        "amount=10000&currency=THB&type=promptpay&billing=x&billing[city]=y"),
                bad("a far index", FORM, "amount=10000&currency=THB&type=promptpay&items[999][name]=x"),
                bad("too many parameters", FORM, "a=1&".repeat(2_000) + "amount=10000&currency=THB&type=promptpay"),
                bad("deep brackets", FORM, "a" + "[b]".repeat(100) + "=1&amount=10000&currency=THB&type=promptpay"),
                bad("JSON that says it is a form", FORM, "{" + GOOD + "}"),
                bad("a form that says it is JSON", JSON, "amount=10000&currency=THB&type=promptpay"),
                Arguments.of(
                        "invalid UTF-8 in JSON",
                        JSON,
                        ("{" + GOOD + ",\"name\":\"\u00ff\u00fe\"}").getBytes(ISO_8859_1)),
                Arguments.of("raw bytes", "application/octet-stream", new byte[] {(byte) 0x80, 0, 1, 2, 3}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void aBadBodyIsABadRequest(String what, String contentType, byte[] body) throws Exception {
        State before = state();

        HttpResponse<String> answer = send(request("/sources", Merchants.THAI_PUBLIC)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body)));

        assertIsError(answer, 400, "bad_request");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aBodyOfOneMebibyteIsTooLarge() throws Exception {
        State before = state();
        byte[] body = ("{" + GOOD + ",\"name\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(UTF_8);

        HttpResponse<String> answer = send(request("/sources", Merchants.THAI_PUBLIC)
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofByteArray(body)));

        assertIsError(answer, 413, "bad_request");
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /sources/src_test_0000000000000000000, 404, not_found",
        "GET, /sources/%00, 404, not_found",
        "GET, /sources/%ff, 404, not_found",
        "GET, /sources/chrg_test_1, 404, not_found",
        "GET, /sourcery, 404, not_found",
        "GET, /sources/a/b/c, 404, not_found",
        "DELETE, /sources/src_test_0000000000000000000, 405, bad_request",
        "PUT, /sources, 405, bad_request",
        "GET, /sources, 405, bad_request",
        "POST, /capability, 405, bad_request",
        "GET, /internal/sources, 404, not_found",
        "POST, /internal/sources, 404, not_found",
    })
    void anUnknownRouteMethodOrIdIsAnError(String method, String path, int status, String code) throws Exception {
        assertIsError(send(request(path, Merchants.THAI_SECRET).method(method, BodyPublishers.noBody())), status, code);
    }

    /** All that a request could leave behind. */
    private record State(long sources, long keys, Set<String> toldOf) {}

    private State state() {
        return new State(
                rows.count("SELECT count(*) FROM sources"),
                rows.count("SELECT count(*) FROM idempotency_keys"),
                toldOf());
    }

    /** The sources that events tell of. What was published a moment ago may still stand in the outbox as well. */
    private Set<String> toldOf() {
        Stream<String> waiting = rows.texts("SELECT aggregateid FROM outbox").stream();
        return Stream.concat(waiting, Topics.read("source.created").stream().map(ConsumerRecord::key))
                .collect(Collectors.toSet());
    }

    private HttpRequest.Builder request(String path, String key) {
        String credentials = Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8));
        return HttpRequest.newBuilder(root.resolve(path)).header("Authorization", "Basic " + credentials);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void assertIsError(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode error = MAPPER.readTree(answer.body());
        assertThat(error.path("object").asText()).isEqualTo("error");
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("location").asText()).startsWith("https://www.omise.co/api-errors#");
        assertThat(error.path("message").asText()).isNotBlank().doesNotContain("Exception", "io.satang", "\n\tat ");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(JSON);
    }

    private static Arguments bad(String what, String contentType, String body) {
        return Arguments.of(what, contentType, body.getBytes(UTF_8));
    }

    /** A good request but for one parameter. */
    private static String good(String parameter, String json) {
        return "{" + GOOD + ",\"" + parameter + "\":" + json + "}";
    }
}
