package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends: an error object with the documented code, and neither a row nor an event left behind. */
@ExtendWith(RunningPlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String LONG = "x".repeat(10_000);
    private static final String HUGE = "9".repeat(30);

    private final Platform platform;
    private final Shop shop;
    private JsonNode pending;
    private Map<String, Long> before = Map.of();

    BadInputTest(Platform platform) {
        this.platform = platform;
        this.shop = new Shop(platform.api());
    }

    /** Sends something bad. */
    @FunctionalInterface
    interface Sending extends Function<Shop, Reply> {}

    @BeforeAll
    void countWhatIsThere() {
        pending = shop.charge();
        before = platform.settledCounts();
    }

    @AfterAll
    void nothingWasLeftBehind() {
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).untilAsserted(() ->
                assertThat(platform.counts()).isEqualTo(before));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"sources", "charges", "charge", "account", "reading", "bodies", "keys", "routes", "pages"})
    void is_refused_with_an_error_object(String what, int status, String code, Sending sending) {
        Reply reply = sending.apply(shop);

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(reply.errorCode()).as(reply.text()).isEqualTo(code);
        assertThat(reply.text()).doesNotContain("Exception", "\tat ");
    }

    static Stream<Arguments> sources() {
        return Stream.of(
                row("source without parameters", 400, "bad_request", shop -> source(shop)),
                row("source amount is a word", 400, "bad_request", shop -> points(shop, "abc")),
                row("source amount is a fraction", 400, "bad_request", shop -> points(shop, "4000.50")),
                row("source amount is zero", 400, "bad_request", shop -> points(shop, "0")),
                row("source amount is negative", 400, "bad_request", shop -> points(shop, "-400000")),
                row("source amount is huge", 400, "bad_request", shop -> points(shop, HUGE)),
                row("source amount has a huge exponent", 400, "bad_request", shop -> points(shop, "1e999999999")),
                row("source amount below the method's minimum", 400, "bad_request", shop -> points(shop, "1999")),
                row("source amount above the method's maximum", 400, "bad_request", shop -> points(shop, "100000001")),
                row("source amount is an object", 400, "bad_request", shop -> points(shop, "{\"a\":1}", JSON)),
                row("source amount is a list", 400, "bad_request", shop -> points(shop, "[400000]", JSON)),
                row("source amount is true", 400, "bad_request", shop -> points(shop, "true", JSON)),
                row("source currency unknown", 400, "bad_request",
                        shop -> source(shop, "amount=400000", "currency=XXX", "type=points_citi")),
                row("source currency not the method's", 400, "bad_request",
                        shop -> source(shop, "amount=400000", "currency=SGD", "type=points_citi")),
                row("source type unknown", 400, "bad_request",
                        shop -> source(shop, "amount=400000", "currency=THB", "type=cash")),
                row("source type is a list", 400, "bad_request",
                        shop -> source(shop, "amount=400000", "currency=THB", "type[]=points_citi")),
                row("source type over-long", 400, "bad_request",
                        shop -> source(shop, "amount=400000", "currency=THB", "type=" + LONG)),
                row("source name over-long", 400, "bad_request",
                        shop -> source(shop, "amount=400000", "currency=THB", "type=points_citi", "name=" + LONG)),
                row("installment term not the bank's", 400, "bad_request", shop -> installment(shop, "500000", "5")),
                row("installment below the monthly minimum", 400, "bad_request", shop -> installment(shop, "300000", "36")),
                row("installment without a term", 400, "bad_request",
                        shop -> source(shop, "amount=500000", "currency=THB", "type=installment_kbank")));
    }

    static Stream<Arguments> charges() {
        return Stream.of(
                row("charge without parameters", 400, "invalid_charge", shop -> shop.secret().post("/charges")),
                row("charge amount is a word", 400, "invalid_charge", shop -> charge(shop, "abc", "THB")),
                row("charge amount is zero", 400, "invalid_charge", shop -> charge(shop, "0", "THB")),
                row("charge amount is negative", 400, "invalid_charge", shop -> charge(shop, "-400000", "THB")),
                row("charge amount is huge", 400, "invalid_charge", shop -> charge(shop, HUGE, "THB")),
                row("charge currency unknown", 400, "invalid_charge", shop -> charge(shop, "400000", "XXX")),
                row("charge without source", 400, "invalid_charge",
                        shop -> shop.secret().post("/charges", "amount=400000", "currency=THB")),
                row("charge of an unknown source", 404, "not_found",
                        shop -> charge(shop, "400000", "THB", "source=src_test_0000000000000000000")),
                row("charge of a source that is no id", 404, "not_found",
                        shop -> charge(shop, "400000", "THB", "source=" + LONG)),
                row("charge without return_uri", 400, "bad_request",
                        shop -> shop.secret().post("/charges", "amount=400000", "currency=THB", "source[type]=points_citi")),
                row("charge return_uri is no address", 400, "bad_request",
                        shop -> charge(shop, "400000", "THB", "source[type]=points_citi", "return_uri=nowhere")),
                row("charge return_uri is a script", 400, "bad_request",
                        shop -> charge(shop, "400000", "THB", "source[type]=points_citi", "return_uri=javascript:alert(1)")),
                row("charge nested source unknown", 400, "bad_request",
                        shop -> charge(shop, "400000", "THB", "source[type]=cash", "return_uri=http://example.com/")),
                row("charge metadata is a text", 400, "bad_request",
                        shop -> charge(shop, "400000", "THB", "source[type]=points_citi", "return_uri=http://example.com/", "metadata=x")),
                row("charge description over-long", 400, "bad_request",
                        shop -> charge(shop, "400000", "THB", "source[type]=points_citi", "return_uri=http://example.com/", "description=" + LONG)),
                row("charge expires_at is no time", 400, "bad_request",
                        shop -> charge(shop, "400000", "THB", "source[type]=promptpay", "expires_at=tomorrow")),
                row("charge with three webhook endpoints", 400, "bad_request",
                        shop -> charge(shop, "400000", "THB", "source[type]=points_citi", "return_uri=http://example.com/",
                                "webhook_endpoints[]=https://a.example", "webhook_endpoints[]=https://b.example", "webhook_endpoints[]=https://c.example")));
    }

    static Stream<Arguments> charge() {
        String unknown = "/charges/chrg_test_0000000000000000000";
        return Stream.of(
                row("unknown charge", 404, "not_found", shop -> shop.secret().get(unknown)),
                row("update of an unknown charge", 404, "not_found", shop -> shop.secret().patch(unknown, "description=x")),
                row("expire an unknown charge", 404, "not_found", shop -> shop.secret().post(unknown + "/expire")),
                row("mark an unknown charge paid", 404, "not_found", shop -> shop.secret().post(unknown + "/mark_as_paid")),
                row("mark an unknown charge failed", 404, "not_found", shop -> shop.secret().post(unknown + "/mark_as_failed")),
                row("events of an unknown charge", 404, "not_found", shop -> shop.secret().get(unknown + "/events")),
                row("unknown source", 404, "not_found", shop -> shop.secret().get("/sources/src_test_0000000000000000000")),
                row("unknown event", 404, "not_found", shop -> shop.secret().get("/events/evnt_test_0000000000000000000")),
                row("an id with NUL", 404, "not_found", shop -> shop.secret().get("/charges/chrg_test_%00")));
    }

    static Stream<Arguments> account() {
        return Stream.of(
                row("account country unknown", 400, "bad_request", shop -> shop.secret().patch("/account", "country=XX")),
                row("account currency unknown", 400, "bad_request", shop -> shop.secret().patch("/account", "currency=XXX")),
                row("account flag is neither yes nor no", 400, "bad_request",
                        shop -> shop.secret().patch("/account", "zero_interest_installments=perhaps")),
                row("account webhook_uri is no address", 400, "bad_request",
                        shop -> shop.secret().patch("/account", "webhook_uri=nowhere")),
                row("account webhook_uri is a file", 400, "bad_request",
                        shop -> shop.secret().patch("/account", "webhook_uri=file:///etc/passwd")));
    }

    static Stream<Arguments> reading() {
        return Stream.of("/charges", "/events")
                .flatMap(list -> Stream.of(
                        row(list + " limit is a word", 400, "bad_request", shop -> shop.secret().get(list + "?limit=many")),
                        row(list + " from is no time", 400, "bad_request", shop -> shop.secret().get(list + "?from=soon")),
                        row(list + " order unknown", 400, "bad_request", shop -> shop.secret().get(list + "?order=sideways")),
                        row(list + " offset huge", 400, "bad_request", shop -> shop.secret().get(list + "?offset=" + HUGE))));
    }

    static Stream<Arguments> bodies() {
        String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        return Stream.of("POST /sources", "POST /charges", "PATCH /account").flatMap(route -> Stream.of(
                row(route + " malformed JSON", 400, "bad_request", shop -> body(shop, route, JSON, "{\"amount\":")),
                row(route + " JSON that is no object", 400, "bad_request", shop -> body(shop, route, JSON, "[1,2]")),
                row(route + " JSON with more after it", 400, "bad_request", shop -> body(shop, route, JSON, "{} {}")),
                row(route + " malformed form", 400, "bad_request", shop -> body(shop, route, FORM, "amount=%zz")),
                row(route + " form with unbalanced brackets", 400, "bad_request", shop -> body(shop, route, FORM, "source[type=x")),
                row(route + " deep JSON", 400, "bad_request", shop -> body(shop, route, JSON, deep)),
                row(route + " deep form", 400, "bad_request", shop -> body(shop, route, FORM, "a" + "[b]".repeat(500) + "=1")),
                row(route + " NUL in JSON", 400, "bad_request", shop -> body(shop, route, JSON, "{\"description\":\"a\\u0000b\"}")),
                row(route + " NUL in a form", 400, "bad_request", shop -> body(shop, route, FORM, "description=a%00b")),
                row(route + " invalid UTF-8 in JSON", 400, "bad_request", shop -> body(shop, route, JSON, "{\"description\":\"\u00ff\"}")),
                row(route + " invalid UTF-8 in a form", 400, "bad_request", shop -> body(shop, route, FORM, "description=%ff%fe")),
                row(route + " 1 MiB", 413, "bad_request", shop -> body(shop, route, FORM, "description=" + "x".repeat(1 << 20)))));
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                row("source without a key", 401, "authentication_failure", shop -> shop.anonymous().post("/sources", "amount=400000", "currency=THB", "type=points_citi")),
                row("charge without a key", 401, "authentication_failure", shop -> shop.anonymous().post("/charges")),
                row("account without a key", 401, "authentication_failure", shop -> shop.anonymous().get("/account")),
                row("capability without a key", 401, "authentication_failure", shop -> shop.anonymous().get("/capability")),
                row("events without a key", 401, "authentication_failure", shop -> shop.anonymous().get("/events")),
                row("an unknown key", 401, "authentication_failure", shop -> shop.anonymous().withKey("skey_test_wrong").get("/charges")),
                row("an empty key", 401, "authentication_failure", shop -> shop.anonymous().withKey("").get("/charges")),
                row("an over-long key", 401, "authentication_failure", shop -> shop.anonymous().withKey(LONG.substring(0, 4000)).get("/charges")),
                row("Authorization is not base64", 401, "authentication_failure", shop -> shop.anonymous().withAuthorization("Basic !!!").get("/charges")),
                row("Authorization is not UTF-8", 401, "authentication_failure", shop -> shop.anonymous().withAuthorization("Basic //79").get("/charges")),
                row("Authorization of another scheme", 401, "authentication_failure", shop -> shop.anonymous().withAuthorization("Bearer " + Platform.SECRET_KEY).get("/charges")),
                row("Authorization without credentials", 401, "authentication_failure", shop -> shop.anonymous().withAuthorization("Basic").get("/charges")),
                row("public key on POST /charges", 403, "not_authorized", shop -> shop.publicKey().post("/charges", "amount=400000", "currency=THB", "source[type]=points_citi")),
                row("public key on GET /charges", 403, "not_authorized", shop -> shop.publicKey().get("/charges")),
                row("public key on GET /events", 403, "not_authorized", shop -> shop.publicKey().get("/events")),
                row("public key on GET /account", 403, "not_authorized", shop -> shop.publicKey().get("/account")),
                row("public key on PATCH /account", 403, "not_authorized", shop -> shop.publicKey().patch("/account", "country=SG")));
    }

    static Stream<Arguments> routes() {
        return Stream.of(
                row("unknown route", 404, "not_found", shop -> shop.secret().get("/nonsense")),
                row("unknown route below a known one", 404, "not_found", shop -> shop.secret().get("/charges/chrg_test_1/nonsense/x")),
                row("unknown route to post to", 404, "not_found", shop -> shop.secret().post("/nonsense", "a=1")),
                row("routes between services", 404, "not_found", shop -> shop.secret().get("/internal/sources?ids=src_test_1")),
                row("metrics are not public", 404, "not_found", shop -> shop.secret().get("/q/metrics")),
                row("unknown method on charges", 405, "bad_request", shop -> shop.secret().delete("/charges")),
                row("unknown method on sources", 405, "bad_request", shop -> shop.secret().delete("/sources")),
                row("unknown method on events", 405, "bad_request", shop -> shop.secret().post("/events")),
                row("unknown method on account", 405, "bad_request", shop -> shop.secret().delete("/account")));
    }

    Stream<Arguments> pages() {
        String page = "/payments/pay2_test_0000000000000000000/authorize";
        return Stream.of(
                row("unknown pay page", 404, "not_found", shop -> shop.anonymous().get(page)),
                row("pay at an unknown page", 404, "not_found", shop -> shop.anonymous().post(page, "outcome=successful")),
                row("pay page without outcome", 400, "bad_request", shop -> shop.press(pending)),
                row("pay page with an unknown outcome", 400, "bad_request", shop -> shop.press(pending, "outcome=maybe")),
                row("pay page with an unknown failure", 400, "bad_request",
                        shop -> shop.press(pending, "outcome=failed", "failure_code=bad_luck")));
    }

    private static Arguments row(String what, int status, String code, Sending sending) {
        return arguments(what, status, code, sending);
    }

    private static Reply source(Shop shop, String... fields) {
        return shop.publicKey().post("/sources", fields);
    }

    private static Reply points(Shop shop, String amount) {
        return source(shop, "amount=" + amount, "currency=THB", "type=points_citi");
    }

    private static Reply points(Shop shop, String amount, String contentType) {
        return shop.publicKey()
                .body("POST", "/sources", contentType,
                        "{\"amount\":%s,\"currency\":\"THB\",\"type\":\"points_citi\"}".formatted(amount).getBytes(UTF_8));
    }

    private static Reply installment(Shop shop, String amount, String term) {
        return source(shop, "amount=" + amount, "currency=THB", "type=installment_first_choice", "installment_term=" + term);
    }

    private static Reply charge(Shop shop, String amount, String currency, String... more) {
        return shop.secret()
                .post("/charges", Stream.concat(Stream.of("amount=" + amount, "currency=" + currency), Stream.of(more)).toArray(String[]::new));
    }

    /** A body as it stands, each character one byte. */
    private static Reply body(Shop shop, String route, String contentType, String body) {
        String[] methodAndPath = route.split(" ", -1);
        return shop.secret().body(methodAndPath[0], methodAndPath[1], contentType, body.getBytes(ISO_8859_1));
    }
}
