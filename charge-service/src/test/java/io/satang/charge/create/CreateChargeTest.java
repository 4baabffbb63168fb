package io.satang.charge.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.satang.charge.Footprint;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.Together;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.RecentCharges;
import io.satang.events.EventJson;
import io.satang.events.SourceCreated;
import io.satang.platform.id.ChargeId;
import io.satang.platform.time.TimeFormat;
import io.satang.testing.TestAccounts;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /charges} with a source that exists. */
@QuarkusTest
class CreateChargeTest {
    @Inject
    TestSources sources;

    @Inject
    TestRows rows;

    @Inject
    Clock clock;

    @Inject
    ChargeStore store;

    @Inject
    RecentCharges recent;

    @Test
    void anAnnouncedSourceIsChargedWithoutAskingAnybody() {
        SourceCreated source = sources.announced(SampleSources.points());

        Merchant.SATANG
                .charge(source)
                .then()
                .statusCode(200)
                .contentType("application/json; charset=utf-8")
                .body("object", equalTo("charge"))
                .body("id", matchesPattern("chrg_test_[0-9a-z]{19}"))
                .body("status", equalTo("pending"))
                .body("version", equalTo(1))
                .body("amount", equalTo(400_000))
                .body("fee", equalTo(14_600))
                .body("fee_vat", equalTo(1_022))
                .body("net", equalTo(384_378))
                .body("source.id", equalTo(source.sourceId()))
                .body("source.charge_status", equalTo("pending"))
                .body("return_uri", equalTo(Merchant.RETURN_URI))
                .body(
                        "authorize_uri",
                        matchesPattern("http://127.0.0.1:8080/payments/pay2_test_[0-9a-z]{19}/authorize"));
        assertThat(sources.holds(source.sourceId()))
                .as("nobody will ask for it again")
                .isFalse();
    }

    @Test
    void aSourceThatKafkaHasNotToldOfYetIsAskedForOverHttp() {
        SourceCreated source = sources.unannounced(SampleSources.points());

        assertThat(Merchant.SATANG.charged(source).getString("source.id")).isEqualTo(source.sourceId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"%s\"}",
                "{\"object\":\"source\",\"id\":\"%s\",\"type\":\"points_citi\",\"flow\":\"None\",\"amount\":1,\"currency\":\"jpy\"}",
                "{\"type\":\"no_such_method\",\"id\":\"%s\",\"items\":[]}",
            })
    void a_source_that_is_sent_back_whole_is_the_one_that_is_charged_and_spent(String object) {
        SourceCreated source = sources.announced(SampleSources.points());
        String body = "{\"amount\":400000,\"currency\":\"thb\",\"return_uri\":\"%s\",\"source\":%s}"
                .formatted(Merchant.RETURN_URI, object.formatted(source.sourceId()));

        JsonPath charge = Merchant.succeeded(Merchant.SATANG
                .request()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/charges"));
        announceAgain(source);

        assertThat(charge.getString("source.id")).isEqualTo(source.sourceId());
        assertRefused(
                Merchant.form(source).replace("source=", "source[id]="),
                400,
                "invalid_charge",
                "source was already used");
    }

    @Test
    void a_source_may_be_named_within_an_object_of_a_form() {
        SourceCreated source = sources.announced(SampleSources.points());

        JsonPath charge =
                Merchant.succeeded(Merchant.SATANG.charge(Merchant.form(source).replace("source=", "source[id]=")));

        assertThat(charge.getString("source.id")).isEqualTo(source.sourceId());
    }

    @Test
    void anUnreadableAnnouncementDoesNotHideTheSourceNorThoseBehindIt() {
        SourceCreated source = sources.unannounced(SampleSources.points());
        sources.publishRaw(source.sourceId(), "no JSON");
        SourceCreated next = sources.announced(SampleSources.points());

        Merchant.SATANG.charged(source);
        Merchant.SATANG.charged(next);
    }

    @Test
    void aJsonBodyDoesTheSameAsAForm() {
        SourceCreated source = sources.announced(SampleSources.installment());

        JsonPath charge = Merchant.succeeded(Merchant.SATANG
                .request()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "amount",
                        source.amount(),
                        "currency",
                        "thb",
                        "return_uri",
                        Merchant.RETURN_URI,
                        "source",
                        source.sourceId(),
                        "description",
                        "สั่งซื้อ 😀",
                        "metadata",
                        Map.of("order", Map.of("id", 345_678)),
                        "ip",
                        "203.0.113.7",
                        "capture",
                        false))
                .post("/charges"));

        assertThat(charge.getLong("net")).isEqualTo(466_562);
        assertThat(charge.getLong("interest")).isEqualTo(13_000);
        assertThat(charge.getBoolean("zero_interest_installments")).isTrue();
        assertThat(charge.getString("description")).isEqualTo("สั่งซื้อ 😀");
        assertThat(charge.getInt("metadata.order.id")).isEqualTo(345_678);
        assertThat(charge.getString("ip")).isEqualTo("203.0.113.7");
        assertThat(charge.getString("currency")).isEqualTo("THB");
        assertThat(charge.getBoolean("capture"))
                .as("sources cannot be charged without capture")
                .isTrue();
    }

    @Test
    void anOfflineChargeHasACodeToScanAndNeedsNoReturnUri() {
        SourceCreated source = sources.announced(SampleSources.atome());

        JsonPath charge =
                Merchant.succeeded(Merchant.SATANG.charge("amount=50000&currency=SGD&source=" + source.sourceId()));

        assertThat(charge.getString("authorize_uri")).isNull();
        assertThat(charge.getString("return_uri")).isNull();
        assertThat(charge.getLong("net")).isEqualTo(48_047);
        assertThat(charge.getString("source.scannable_code.image.download_uri"))
                .matches("http://127.0.0.1:8080/charges/" + charge.getString("id")
                        + "/documents/docu_test_[0-9a-z]{19}/downloads/[0-9A-F]{16}");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            amount=399999&currency=THB | invalid_charge | amount must match the amount of the source
            amount=400000&currency=JPY | invalid_charge | currency must match the currency of the source
            amount=400000&currency=XXX | invalid_charge | currency is currently not supported
            amount=400000              | invalid_charge | currency cannot be blank
            currency=THB               | invalid_charge | amount cannot be blank
            amount=0&currency=THB      | invalid_charge | amount must be greater than or equal to 1
            amount=-1&currency=THB     | invalid_charge | amount must be greater than or equal to 1
            amount=1e3x&currency=THB   | invalid_charge | amount is not a number
            amount=9223372036854775808&currency=THB | invalid_charge | amount is not a number
            """)
    void amountAndCurrencyMustBeTheSources(String form, String code, String message) {
        SourceCreated source = sources.announced(SampleSources.points());

        assertRefused(
                "%s&return_uri=%s&source=%s".formatted(form, Merchant.RETURN_URI, source.sourceId()),
                400,
                code,
                message);
        Merchant.SATANG.charged(source);
    }

    @Test
    void anotherAccountsSourceDoesNotExist() {
        SourceCreated source = sources.announced(SampleSources.points().ofAccount(TestAccounts.OTHER_ACCOUNT));

        assertRefused(Merchant.form(source), 404, "not_found", "source " + source.sourceId() + " was not found");
        Merchant.OTHER.charged(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src_test_5satang000000000009",
                "src_",
                "src_test_%2F..%2F..%2Fhealth",
                "src_test_a,src_test_b",
                "chrg_test_5satang000000000009",
                "x",
            })
    void aSourceThatDoesNotExistIsNotFound(String id) {
        String form = "amount=400000&currency=THB&return_uri=%s&source=%s".formatted(Merchant.RETURN_URI, id);

        assertRefused(form, 404, "not_found", "source " + id.replace("%2F", "/") + " was not found");
    }

    @Test
    void anExpiredSourceCannotBeCharged() {
        SourceCreated source = sources.announced(
                SampleSources.points().expiresAt(clock.instant().minusSeconds(1)));

        assertRefused(Merchant.form(source), 400, "invalid_charge", "source has expired");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            source=                                | source cannot be blank
            description=x                          | source cannot be blank
            """)
    void a_charge_needs_something_to_be_paid_with(String form, String message) {
        assertRefused("amount=400000&currency=THB&" + form, 400, "invalid_charge", message);
    }

    @Test
    void aSourcePaysOnce() {
        SourceCreated source = sources.announced(SampleSources.points());
        Merchant.SATANG.charged(source);
        announceAgain(source);

        assertRefused(Merchant.form(source), 400, "invalid_charge", "source was already used");
    }

    @Test
    void aSourcePaysOnceWhenSixteenRequestsRace() {
        SourceCreated source = sources.unannounced(SampleSources.points());

        List<Response> answers = Together.run(16, () -> Merchant.SATANG.charge(source));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(200)
                .containsOnly(200, 400);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 400)
                .allSatisfy(answer ->
                        assertThat(answer.jsonPath().getString("message")).isEqualTo("source was already used"));
        assertThat(chargesOf(source)).isEqualTo(1);
    }

    @Test
    void aRedirectNeedsAWayBack() {
        SourceCreated redirect = sources.announced(SampleSources.points());
        SourceCreated app = sources.announced(SampleSources.points().flow("app_redirect"));

        for (SourceCreated source : List.of(redirect, app)) {
            assertRefused(
                    "amount=400000&currency=THB&source=" + source.sourceId(),
                    400,
                    "bad_request",
                    "return uri cannot be blank");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders/1",
                "shop.example/done",
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "https://shop.example/a%20b",
                "https://shop.example/%0d%0aSet-Cookie:x=1",
                "http://[::1",
                "://",
            })
    void aWayBackThatLeadsNowhereIsRefused(String uri) {
        SourceCreated source = sources.announced(SampleSources.points());

        assertRefused(
                "amount=400000&currency=THB&source=%s&return_uri=%s".formatted(source.sourceId(), uri),
                400,
                "bad_request",
                "return uri is invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"myshop://done?order=1", "http://shop.example", "https://shop.example/เสร็จ?a=1"})
    void aWayBackMayLeadIntoAnApp(String uri) {
        SourceCreated source = sources.announced(SampleSources.points());

        JsonPath charge = Merchant.succeeded(Merchant.SATANG.charge(
                "amount=400000&currency=THB&source=%s&return_uri=%s".formatted(source.sourceId(), uri)));

        assertThat(charge.getString("return_uri")).isEqualTo(uri);
    }

    @Test
    void aQrCodeMayBeMadeToExpire() {
        SourceCreated source = sources.announced(SampleSources.atome());
        String wanted = TimeFormat.iso(clock.instant().plus(Duration.ofHours(1)));

        JsonPath charge = Merchant.succeeded(Merchant.SATANG.charge(
                "amount=50000&currency=SGD&source=%s&expires_at=%s".formatted(source.sourceId(), wanted)));

        assertThat(charge.getString("expires_at")).isEqualTo(wanted);
    }

    @Test
    void what_a_platform_asks_and_what_a_statement_says_are_kept_and_shown() {
        SourceCreated source = sources.announced(SampleSources.points());
        String fee = "&platform_fee[fixed]=500&platform_fee[percentage]=2.50&statement_descriptor=SATANG+SHOP";

        JsonPath charge = Merchant.succeeded(Merchant.SATANG.charge(Merchant.form(source) + fee));
        JsonPath stored = Merchant.SATANG.retrieve(charge.getString("id"));

        for (JsonPath shown : List.of(charge, stored)) {
            assertThat(shown.getLong("platform_fee.fixed")).isEqualTo(500);
            assertThat(shown.getDouble("platform_fee.percentage")).isEqualTo(2.5);
            assertThat(shown.<Object>get("platform_fee.amount")).isNull();
            assertThat(shown.getString("statement_descriptor")).isEqualTo("SATANG SHOP");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            platform_fee[fixed]=1.5         | fixed must be an integer
            platform_fee[fixed]=-1          | fixed must be greater than or equal to 0
            platform_fee[amount]=x          | amount is not a number
            platform_fee[percentage]=x      | percentage is not a number
            platform_fee[percentage]=100.01 | percentage must be between 0 and 100
            platform_fee[percentage]=1e-99  | percentage is not a number
            platform_fee=5                  | platform_fee is invalid
            statement_descriptor[a]=b       | statement_descriptor is invalid
            """)
    void a_platforms_fee_that_makes_no_sense_is_refused(String form, String message) {
        SourceCreated source = sources.announced(SampleSources.points());

        assertRefused(Merchant.form(source) + "&" + form, 400, "bad_request", message);
    }

    @Test
    void a_charge_in_memory_equals_its_row() {
        SourceCreated source = sources.announced(SampleSources.atome());
        String wanted = clock.instant()
                .plus(Duration.ofHours(1))
                .with(ChronoField.NANO_OF_SECOND, 123_456_789)
                .toString();
        String id = Merchant.succeeded(Merchant.SATANG.charge(
                        "amount=50000&currency=SGD&source=%s&expires_at=%s&description=d&metadata[1]=x&ip=203.0.113.7&platform_fee[percentage]=2.50"
                                .formatted(source.sourceId(), wanted)))
                .getString("id");

        Optional<Charge> stored = store.find(new ChargeId(id)).await().atMost(Duration.ofSeconds(10));

        assertThat(stored).isPresent();
        assertThat(recent.take(stored.orElseThrow().pageId())).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(longs = {-60, 25, 12 * 3_600 + 5, 86_400 * 365})
    void aQrCodeExpiresInThirtySecondsToTwelveHours(long seconds) {
        SourceCreated source = sources.announced(SampleSources.atome());
        String wanted = TimeFormat.iso(clock.instant().plusSeconds(seconds));

        assertRefused(
                "amount=50000&currency=SGD&source=%s&expires_at=%s".formatted(source.sourceId(), wanted),
                400,
                "bad_request",
                "expires_at must be between 30 seconds and 12 hours from now");
    }

    @Test
    void whatIsNoQrCodeCannotBeMadeToExpire() {
        SourceCreated source = sources.announced(SampleSources.points());
        String wanted = TimeFormat.iso(clock.instant().plus(Duration.ofHours(1)));

        assertRefused(
                Merchant.form(source) + "&expires_at=" + wanted,
                400,
                "bad_request",
                "expires_at cannot be set for points_citi");
    }

    @Test
    void aChargeMayHaveTwoEndpointsOfItsOwn() {
        SourceCreated source = sources.announced(SampleSources.points());
        String endpoints = "&webhook_endpoints[]=https://a.example/hook&webhook_endpoints[]=https://b.example/hook";

        assertRefused(
                Merchant.form(source) + endpoints + "&webhook_endpoints[]=https://c.example/hook",
                400,
                "bad_request",
                "webhook_endpoints can have at most 2 entries");
        assertRefused(
                Merchant.form(source) + "&webhook_endpoints[]=ftp://a.example",
                400,
                "bad_request",
                "webhook endpoint is invalid");
        Merchant.succeeded(Merchant.SATANG.charge(Merchant.form(source) + endpoints));
    }

    private void announceAgain(SourceCreated source) {
        sources.publishRaw(source.sourceId(), EventJson.write(source));
        await().until(() -> sources.holds(source.sourceId()));
    }

    private long chargesOf(SourceCreated source) {
        return rows.count("SELECT count(*) FROM charges WHERE source_id = ?", source.sourceId());
    }

    private void assertRefused(String form, int status, String code, String message) {
        Footprint before = rows.footprint();

        Merchant.SATANG
                .charge(form)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(status)
                .contentType("application/json; charset=utf-8")
                .body("object", equalTo("error"))
                .body("code", equalTo(code))
                .body("message", equalTo(message));

        assertThat(rows.footprint()).isEqualTo(before);
    }
}
