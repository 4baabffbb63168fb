package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Whatever a client sends: an error object with the documented code, and neither a row nor an event left behind. */
@ExtendWith(RunningPlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final int DEPTH = 5_000;
    private static final int MIB = 1 << 20;
    private static final Map<String, String> TOO_LONG_FOR_A_TABLE = Map.of(
            "{huge}",
            "9".repeat(30),
            "{long}",
            "x".repeat(10_000),
            "{base64}",
            "QUJD".repeat(1_000),
            "{deep json}",
            "{\"a\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH),
            "{deep form}",
            "a" + "[b]".repeat(DEPTH) + "=1",
            "{byte ff}",
            "\u00ff",
            "{1 MiB}",
            "description=" + "x".repeat(MIB));

    private final Platform platform;
    private final Shop shop;
    private String page = "";
    private Map<String, Long> before = Map.of();

    BadInputTest(Platform platform) {
        this.platform = platform;
        this.shop = new Shop(platform.api());
    }

    @BeforeAll
    void countWhatIsThere() {
        page = Shop.page(shop.charge());
        before = platform.settledCounts();
    }

    @AfterAll
    void nothingWasLeftBehind() {
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(platform.counts()).isEqualTo(before));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/bad-input.psv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 3)
    void is_refused_with_an_error_object(
            String what, String request, String authorization, String body, int status, String code) {
        Reply reply = send(request, client(authorization), body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(reply.errorCode()).as(reply.text()).isEqualTo(code);
        assertThat(reply.text()).doesNotContain("Exception", "\tat ");
    }

    private Reply send(String request, Api client, String body) {
        String[] methodAndPath = expanded(request).split(" ", 2);
        return body.equals("-")
                ? client.send(methodAndPath[0], methodAndPath[1], sent -> sent)
                : client.body(methodAndPath[0], methodAndPath[1], contentType(body), bytes(expanded(body)));
    }

    private Api client(String authorization) {
        return switch (authorization) {
            case "none" -> shop.anonymous();
            case "public" -> shop.publicKey();
            case "secret" -> shop.secret();
            default -> shop.anonymous().withAuthorization(expanded(authorization));
        };
    }

    private String expanded(String text) {
        String expanded = text.replace("{page}", page);
        for (Map.Entry<String, String> placeholder : TOO_LONG_FOR_A_TABLE.entrySet()) {
            expanded = expanded.replace(placeholder.getKey(), placeholder.getValue());
        }
        return expanded;
    }

    private static String contentType(String body) {
        boolean json =
                body.startsWith("{\"") || body.startsWith("{}") || body.startsWith("[") || body.equals("{deep json}");
        return json ? JSON : FORM;
    }

    /** Each character one byte, so that a table can hold what is not UTF-8. */
    private static byte[] bytes(String body) {
        return body.getBytes(ISO_8859_1);
    }
}
