package io.satang.charge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.satang.charge.RawHttp.Answer;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.events.SourceCreated;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends, it is answered with an error object, and no row and no event is left behind. */
@QuarkusTest
class BadInputTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    /** What a request that says nothing is told. */
    private static final String NOTHING =
            "currency cannot be blank, amount cannot be blank, and source cannot be blank";

    @Inject
    TestSources sources;

    @Inject
    TestRows rows;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            amount=%                            | bad_request    | the request is malformed
            amount=%zz                          | bad_request    | the request is malformed
            amount=%ff                          | bad_request    | the request is not valid UTF-8
            amount=1%00                         | bad_request    | the request holds a control character
            amount[=1                           | bad_request    | a parameter name is invalid
            =1                                  | bad_request    | a parameter name is invalid
            source=src_1&source[type]=x         | bad_request    | source is invalid
            amount[a]=1                         | invalid_charge | currency cannot be blank, amount is not a number, and source cannot be blank
            amount=400000.5                     | invalid_charge | currency cannot be blank, amount must be an integer, and source cannot be blank
            amount=1e99999999                   | invalid_charge | currency cannot be blank, amount is not a number, and source cannot be blank
            amount=99999999999999999999         | invalid_charge | currency cannot be blank, amount is not a number, and source cannot be blank
            amount=0                            | invalid_charge | currency cannot be blank, amount must be greater than or equal to 1, and source cannot be blank
            amount=-400000                      | invalid_charge | currency cannot be blank, amount must be greater than or equal to 1, and source cannot be blank
            amount=NaN                          | invalid_charge | currency cannot be blank, amount is not a number, and source cannot be blank
            amount=400000&currency=XXX          | invalid_charge | currency is currently not supported and source cannot be blank
            amount=400000&currency[a]=THB       | bad_request    | currency is invalid and source cannot be blank
            amount=400000&currency=THB&source[]=a | bad_request  | source is invalid
            """)
    void aFormThatMakesNoSenseIsRefused(String form, String code, String message) {
        refused(() -> post(FORM, form), 400, code, message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                   | bad_request    | the body is not valid JSON
            {"amount":}                         | bad_request    | the body is not valid JSON
            {"amount":1}{}                      | bad_request    | the body is not valid JSON
            {"amount":1e9999999999}             | bad_request    | the body is not valid JSON
            []                                  | bad_request    | the body is not a JSON object
            7                                   | bad_request    | the body is not a JSON object
            "amount=1"                          | bad_request    | the body is not a JSON object
            null                                | invalid_charge | currency cannot be blank, amount cannot be blank, and source cannot be blank
            {}                                  | invalid_charge | currency cannot be blank, amount cannot be blank, and source cannot be blank
            {"amount":null}                     | invalid_charge | currency cannot be blank, amount cannot be blank, and source cannot be blank
            {"amount":true}                     | invalid_charge | currency cannot be blank, amount is not a number, and source cannot be blank
            {"amount":[400000]}                 | invalid_charge | currency cannot be blank, amount is not a number, and source cannot be blank
            {"amount":{"a":1}}                  | invalid_charge | currency cannot be blank, amount is not a number, and source cannot be blank
            {"amount":1e18,"currency":["THB"]}  | bad_request    | currency is invalid and source cannot be blank
            {"amount":1e19}                     | invalid_charge | currency cannot be blank, amount is not a number, and source cannot be blank
            {"amount":1,"currency":"\\u0000"}   | bad_request    | the request holds a control character
            {"amount":1,"currency":"\\ud800"}   | bad_request    | the request is not valid Unicode
            {"amount":1,"currency":"THB","source":[1]} | bad_request | source is invalid
            """)
    void aJsonBodyThatMakesNoSenseIsRefused(String body, String code, String message) {
        refused(() -> post(JSON, body), 400, code, message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            return_uri[a]=1                     | return_uri is invalid
            return_uri=nowhere                  | return uri is invalid
            description[a]=1                    | description is invalid
            metadata=text                       | Metadata should be a JSON hash
            metadata[]=text                     | Metadata should be a JSON hash
            ip[a]=1                             | ip is invalid
            expires_at=tomorrow                 | expires_at is invalid
            expires_at=%2B999999999-01-01T00:00:00Z | expires_at is invalid
            zero_interest_installments=maybe    | zero_interest_installments is invalid
            webhook_endpoints=https://a.example | webhook_endpoints is invalid
            webhook_endpoints[]=nowhere         | webhook endpoint is invalid
            webhook_endpoints[]=https://me@a.example/hook    | webhook endpoint is invalid
            webhook_endpoints[]=https://me:pw@a.example/hook | webhook endpoint is invalid
            webhook_endpoints[]=https://a.example:0/hook     | webhook endpoint is invalid
            webhook_endpoints[]=http://169.254.169.254/      | webhook endpoint is invalid
            webhook_endpoints[]=http://[fe80::1]/            | webhook endpoint is invalid
            """)
    void aParameterThatMakesNoSenseIsRefused(String parameter, String message) {
        SourceCreated source = sources.announced(SampleSources.points());
        String form = Merchant.form(source) + "&" + parameter;

        refused(() -> post(FORM, form), 400, "bad_request", message);
        Merchant.SATANG.charged(source);
    }

    @Test
    void every_fault_of_a_charge_is_named() {
        refused(
                () -> post(FORM, "amount=ten&currency=XXX&source=src_test_1"),
                400,
                "invalid_charge",
                "currency is currently not supported and amount is not a number");
        refused(
                () -> post(FORM, "amount=10&currency=THB&source=src_test_1&return_uri=nowhere&metadata=text"),
                400,
                "bad_request",
                "return uri is invalid and Metadata should be a JSON hash");
    }

    @ParameterizedTest(name = "{0} of {1} characters")
    @CsvSource({
        "description, 2049, description is too long (maximum is 2048 characters)",
        "ip, 46, ip is too long (maximum is 45 characters)",
        "metadata[a], 40000, metadata is too long (maximum is 32768 characters)",
        "return_uri, 3000, return uri is invalid",
        "source, 3000, source of this id was not found",
    })
    void anOverlongTextIsRefused(String parameter, int length, String message) {
        SourceCreated source = sources.announced(SampleSources.points());
        String form = Merchant.form(source) + "&" + parameter + "=" + "x".repeat(length);

        boolean source404 = message.endsWith("was not found");
        refused(() -> post(FORM, form), source404 ? 404 : 400, source404 ? "not_found" : "bad_request", message);
        Merchant.SATANG.charged(source);
    }

    @Test
    void deepJsonIsRefused() {
        String body = "{\"metadata\":".repeat(10_000) + "1" + "}".repeat(10_000);

        refused(() -> post(JSON, body), 400, "bad_request", "the body is not valid JSON");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] json = "{\"amount\":1,\"description\":\"ÿþ\"}".getBytes(ISO_8859_1);
        byte[] form = "description=ÿþ".getBytes(ISO_8859_1);

        refused(() -> post(JSON, json), 400, "bad_request", "the request is not valid UTF-8");
        refused(() -> post(FORM, form), 400, "bad_request", "the request is not valid UTF-8");
    }

    @Test
    void tooManyParametersAreRefused() {
        refused(() -> post(FORM, "a=1&".repeat(2_000)), 400, "bad_request", "too many parameters");
    }

    @ParameterizedTest
    @ValueSource(strings = {FORM, JSON, "text/plain", "application/octet-stream"})
    void aBodyOfOneMebibyteIsTooLarge(String contentType) {
        refused(() -> post(contentType, "x".repeat(1024 * 1024)), 413, "bad_request", "request body is too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /charges", "PATCH /charges/chrg_test_5satang000000000000", "GET /charges"})
    void aBodyThatHidesItsLengthIsTooLargeAllTheSame(String route) {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        String head =
                RawHttp.head(route + " HTTP/1.1") + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked";

        Answer answer = leavesNothing(() -> RawHttp.send(head, (chunk.repeat(16) + "0\r\n\r\n").getBytes(UTF_8)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("bad_request", "request body is too large");
    }

    @Test
    void aBodyInChunksIsReadLikeAnyOther() {
        SourceCreated source = sources.announced(SampleSources.points());
        String form = Merchant.form(source);
        String body = Integer.toHexString(form.length()) + "\r\n" + form + "\r\n0\r\n\r\n";

        Answer answer = RawHttp.send(
                RawHttp.head("POST /charges HTTP/1.1") + "\r\nContent-Type: " + FORM + "\r\nTransfer-Encoding: chunked",
                body.getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/html; charset=klingon",
                "*/*",
                "multipart/form-data",
                "application/octet-stream",
                "application/X-WWW-form-urlencoded;charset=utf-8",
            })
    void anOddContentTypeDoesNotMatter(String contentType) {
        SourceCreated source = sources.announced(SampleSources.points());

        assertThat(post(contentType, Merchant.form(source)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", ";;;", "application/", "\""})
    void aContentTypeThatIsNoneIsRefused(String contentType) {
        SourceCreated source = sources.announced(SampleSources.points());

        refused(() -> post(contentType, Merchant.form(source)), 400, "bad_request", "the request is malformed");
    }

    @Test
    void aFormIsNoJson() {
        refused(() -> post(JSON, "amount=1"), 400, "bad_request", "the body is not valid JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\r\nContent-Type: application/json", "\r\nContent-Type: application/x-www-form-urlencoded"})
    void aPostWithoutABodyLacksWhatItNeeds(String header) {
        String head = RawHttp.head("POST /charges HTTP/1.1") + header;

        refused(() -> RawHttp.send(head, new byte[0]), 400, "invalid_charge", NOTHING);
        refused(() -> RawHttp.send(head + "\r\nContent-Length: 0", new byte[0]), 400, "invalid_charge", NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /nowhere",
                "GET /",
                "POST /charges/chrg_test_1/nothing",
                "GET /charges/chrg_test_1/documents",
                "GET /payments",
                "GET /payments/pay2_test_1",
                "DELETE /nowhere",
                "GET /charges/a/b/c/d",
                "GET /internal/sources",
            })
    void anUnknownRouteIsNotFound(String route) {
        Answer answer = leavesNothing(() -> RawHttp.send(RawHttp.head(route + " HTTP/1.1"), new byte[0]));

        assertError(answer, 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE /charges",
                "GET /charges/chrg_test_1/expire",
                "PUT /charges",
                "PATCH /charges",
                "DELETE /charges/chrg_test_1",
                "POST /charges/chrg_test_1",
                "PUT /payments/pay2_test_1/authorize",
                "BREW /charges",
            })
    void anUnknownMethodIsNotAllowed(String route) {
        Answer answer = leavesNothing(() -> RawHttp.send(RawHttp.head(route + " HTTP/1.1"), new byte[0]));

        assertError(answer, 405, "bad_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /charges/%ff",
                "GET /charges?limit=%ff",
                "GET /charges?%00=1",
                "GET /charges?from=%2B999999999-01-01T00:00:00Z",
                "GET /charges?limit=ten",
                "GET /charges?limit=0",
                "GET /charges?order=random",
                "GET /charges?limit[a]=1",
            })
    void aMalformedAddressIsAnErrorOfTheClient(String route) {
        Answer answer = leavesNothing(() -> RawHttp.send(RawHttp.head(route + " HTTP/1.1"), new byte[0]));

        assertThat(answer.status()).as(answer.head()).isBetween(400, 499);
        assertThat(answer.body()).startsWith("{\"object\":\"error\"").doesNotContain("Exception", "\tat ");
    }

    /** The server refuses these before any of our code sees them, and says no more than the status. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /charges/%",
                "GET /charges/%zz",
                "GET /charges?limit=%",
                "GET /charges/\\",
                "GET /charges/<script>",
                "GET /payments/%/authorize",
                "GET nowhere",
            })
    void anAddressThatNoServerCanReadIsRefusedWithoutTelling(String route) {
        Answer answer = leavesNothing(() -> RawHttp.send(RawHttp.head(route + " HTTP/1.1"), new byte[0]));

        assertThat(answer.status()).as(answer.head()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void headersThatAreTooLongAreAnErrorOfTheClient() {
        Answer answer = leavesNothing(() ->
                RawHttp.send(RawHttp.head("GET /charges HTTP/1.1") + "\r\nX-Long: " + "x".repeat(40_000), new byte[0]));

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("Exception");
    }

    @Test
    void anAddressThatIsTooLongIsAnErrorOfTheClient() {
        Answer answer = leavesNothing(
                () -> RawHttp.send(RawHttp.head("GET /charges?a=" + "x".repeat(20_000) + " HTTP/1.1"), new byte[0]));

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("Exception");
    }

    @Test
    void slashesAndQuestionMarksAtTheEndDoNotMatter() {
        SourceCreated source = sources.announced(SampleSources.points());

        String form = Merchant.form(source);
        String head = RawHttp.head("POST /charges/? HTTP/1.1") + "\r\nContent-Type: " + FORM + "\r\nContent-Length: "
                + form.length();
        Answer charge = RawHttp.send(head, form.getBytes(UTF_8));
        String id = JsonPath.from(charge.body()).getString("id");

        for (String path : List.of(
                "/charges/?", "/charges?", "/charges/", "//charges", "/charges/" + id + "/", "/charges/" + id + "/?")) {
            assertThat(get(path).status()).as(path).isEqualTo(200);
        }
        Merchant.succeeded(Merchant.SATANG.command(id, "expire/"));
    }

    private static Answer get(String path) {
        return RawHttp.send(RawHttp.head("GET " + path + " HTTP/1.1"), new byte[0]);
    }

    private static Answer post(String contentType, String body) {
        return post(contentType, body.getBytes(UTF_8));
    }

    private static Answer post(String contentType, byte[] body) {
        String head = RawHttp.head("POST /charges HTTP/1.1") + "\r\nContent-Type: " + contentType
                + "\r\nContent-Length: " + body.length;
        return RawHttp.send(head, body);
    }

    private void refused(Supplier<Answer> request, int status, String code, String message) {
        assertThat(assertError(leavesNothing(request), status, code)).isEqualTo(message);
    }

    /** Answers the message. */
    private static String assertError(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.head().toLowerCase(Locale.ROOT)).contains("content-type: application/json; charset=utf-8");
        JsonPath error = JsonPath.from(answer.body());
        assertThat(error.getString("object")).isEqualTo("error");
        assertThat(error.getString("code")).isEqualTo(code);
        assertThat(error.getString("location")).isEqualTo("https://www.omise.co/api-errors#" + code.replace('_', '-'));
        return error.getString("message");
    }

    private <T> T leavesNothing(Supplier<T> request) {
        Footprint before = rows.footprint();
        T answer = request.get();
        assertThat(rows.footprint()).isEqualTo(before);
        return answer;
    }
}
