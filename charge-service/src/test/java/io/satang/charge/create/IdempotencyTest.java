package io.satang.charge.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.satang.charge.Footprint;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.TestTopics;
import io.satang.charge.Together;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.events.SourceCreated;
import io.satang.platform.idempotency.IdempotencyPurge;
import io.satang.testing.TestAccounts;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Idempotency-Key}: a request takes effect once, however often it is sent. */
@QuarkusTest
class IdempotencyTest {
    private static final String HEADER = "Idempotency-Key";
    private static final String REPLAYED = "Idempotent-Replayed";

    @Inject
    TestSources sources;

    @Inject
    TestRows rows;

    @Inject
    TestTopics topics;

    @Inject
    IdempotencyPurge purge;

    private final String key = UUID.randomUUID().toString();

    @Test
    void aRepeatIsAnsweredWithTheSameBytes() {
        SourceCreated source = sources.announced(SampleSources.points());

        Response first = charge(Merchant.SATANG, key, Merchant.form(source));
        Response second = charge(Merchant.SATANG, key, Merchant.form(source));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.header(REPLAYED)).isNull();
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.header(REPLAYED)).isEqualTo("true");
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertMadeOnce(source, first);
    }

    @Test
    void aRepeatIsAnsweredAlthoughTheChargeHasMovedOn() {
        SourceCreated source = sources.announced(SampleSources.points());
        Response first = charge(Merchant.SATANG, key, Merchant.form(source));
        Merchant.succeeded(Merchant.SATANG.command(first.jsonPath().getString("id"), "mark_as_paid"));

        assertThat(charge(Merchant.SATANG, key, Merchant.form(source)).asString())
                .isEqualTo(first.asString());
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefused() {
        SourceCreated source = sources.announced(SampleSources.points());
        SourceCreated another = sources.announced(SampleSources.points());
        charge(Merchant.SATANG, key, Merchant.form(source));
        Footprint before = rows.footprint();

        charge(Merchant.SATANG, key, Merchant.form(another))
                .then()
                .statusCode(422)
                .body("object", equalTo("error"))
                .body("code", equalTo("idempotency_key_mismatch"));

        assertThat(rows.footprint()).isEqualTo(before);
    }

    @Test
    void anotherAccountsKeyIsAnotherKey() {
        SourceCreated source = sources.announced(SampleSources.points());
        SourceCreated others = sources.announced(SampleSources.points().ofAccount(TestAccounts.OTHER_ACCOUNT));

        String first = Merchant.succeeded(charge(Merchant.SATANG, key, Merchant.form(source)))
                .getString("id");
        String second = Merchant.succeeded(charge(Merchant.OTHER, key, Merchant.form(others)))
                .getString("id");

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void of_thirty_repeats_at_once_one_makes_the_charge_and_the_others_wait_and_say_the_same() {
        SourceCreated source = sources.announced(SampleSources.points());

        List<Response> repeats = Together.run(30, () -> charge(Merchant.SATANG, key, Merchant.form(source)));

        Response replay = charge(Merchant.SATANG, key, Merchant.form(source));
        assertThat(replay.statusCode()).isEqualTo(200);
        assertThat(repeats).extracting(Response::statusCode).containsOnly(200);
        assertThat(repeats).extracting(Response::asString).containsOnly(replay.asString());
        assertThat(repeats)
                .filteredOn(repeat -> repeat.header(REPLAYED) == null)
                .hasSize(1);
        assertMadeOnce(source, replay);
    }

    @Test
    void aNestedSourceIsMadeOnceToo() {
        String form =
                "amount=400000&currency=THB&return_uri=%s&source[type]=points_citi".formatted(Merchant.RETURN_URI);

        JsonPath first = Merchant.succeeded(charge(Merchant.SATANG, key, form));
        JsonPath second = Merchant.succeeded(charge(Merchant.SATANG, key, form));

        assertThat(second.getString("id")).isEqualTo(first.getString("id"));
        assertThat(second.getString("source.id")).isEqualTo(first.getString("source.id"));
    }

    @Test
    void aRequestThatWasRefusedLeavesItsKeyFree() {
        SourceCreated source = sources.announced(SampleSources.points());
        SourceCreated used = sources.unannounced(SampleSources.points());
        Merchant.SATANG.charged(used);

        assertThat(charge(Merchant.SATANG, key, Merchant.form(used)).statusCode())
                .isEqualTo(400);
        assertThat(charge(Merchant.SATANG, key, Merchant.form(source).replace("400000", "1"))
                        .statusCode())
                .isEqualTo(400);

        Merchant.succeeded(charge(Merchant.SATANG, key, Merchant.form(source)));
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        SourceCreated source = sources.announced(SampleSources.points());
        SourceCreated another = sources.announced(SampleSources.points());
        Merchant.succeeded(charge(Merchant.SATANG, key, Merchant.form(source)));
        rows.update("UPDATE idempotency_keys SET created_at = created_at - interval '24 hours' WHERE key = ?", key);

        JsonPath charge = Merchant.succeeded(charge(Merchant.SATANG, key, Merchant.form(another)));

        assertThat(charge.getString("source.id")).isEqualTo(another.sourceId());
    }

    @Test
    void keysOfYesterdayAreCleanedUp() {
        SourceCreated source = sources.announced(SampleSources.points());
        Merchant.succeeded(charge(Merchant.SATANG, key, Merchant.form(source)));

        purge.purge().await().indefinitely();
        assertThat(kept()).isEqualTo(1);
        rows.update("UPDATE idempotency_keys SET created_at = created_at - interval '24 hours' WHERE key = ?", key);
        purge.purge().await().indefinitely();

        assertThat(kept()).isZero();
    }

    @Test
    void aKeyMayBeWrittenInQuotes() {
        SourceCreated source = sources.announced(SampleSources.points());

        Response bare = charge(Merchant.SATANG, key, Merchant.form(source));
        Response quoted = charge(Merchant.SATANG, '"' + key + '"', Merchant.form(source));

        assertThat(quoted.asString()).isEqualTo(bare.asString());
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        SourceCreated source = sources.announced(SampleSources.points());

        charge(Merchant.SATANG, "k".repeat(256), Merchant.form(source))
                .then()
                .statusCode(400)
                .body("message", equalTo("idempotency key is invalid"));
    }

    @Test
    void theSameJsonIsTheSameRequest() {
        SourceCreated source = sources.announced(SampleSources.points());
        Map<String, Object> body = Map.of(
                "amount",
                source.amount(),
                "currency",
                "THB",
                "return_uri",
                Merchant.RETURN_URI,
                "source",
                source.sourceId());

        String first = Merchant.succeeded(json(body)).getString("id");
        String second = Merchant.succeeded(json(body)).getString("id");

        assertThat(first).isEqualTo(second);
    }

    @Test
    void the_same_request_in_another_order_or_as_a_form_is_the_same_request() {
        SourceCreated source = sources.announced(SampleSources.points());
        String returnUri = Merchant.RETURN_URI;

        String first = Merchant.succeeded(
                        text("{\"amount\":400000,\"currency\":\"THB\",\"return_uri\":\"%s\",\"source\":\"%s\"}"
                                .formatted(returnUri, source.sourceId())))
                .getString("id");
        Response reordered = text("{\"source\":\"%s\",\"return_uri\":\"%s\",\"currency\":\"THB\",\"amount\":\"400000\"}"
                .formatted(source.sourceId(), returnUri));
        Response form = charge(Merchant.SATANG, key, Merchant.form(source));

        assertThat(Merchant.succeeded(reordered).getString("id")).isEqualTo(first);
        assertThat(Merchant.succeeded(form).getString("id")).isEqualTo(first);
        assertThat(form.header(REPLAYED)).isEqualTo("true");
    }

    @Test
    void a_key_that_the_release_before_has_stored_still_answers() {
        SourceCreated source = sources.announced(SampleSources.points());
        String form = Merchant.form(source);
        String first = Merchant.succeeded(charge(Merchant.SATANG, key, form)).getString("id");
        rows.update("UPDATE idempotency_keys SET request_hash = ? WHERE key = ?", yesterdaysHash(source), key);

        assertThat(Merchant.succeeded(charge(Merchant.SATANG, key, form)).getString("id"))
                .isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void a_key_that_is_given_and_blank_is_refused(String blank) {
        SourceCreated source = sources.announced(SampleSources.points());

        charge(Merchant.SATANG, blank, Merchant.form(source))
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"))
                .body("message", equalTo("idempotency key is invalid"));

        Merchant.SATANG.charged(source);
    }

    private static String yesterdaysHash(SourceCreated source) {
        String params = "{\"amount\":\"400000\",\"currency\":\"THB\",\"return_uri\":\"%s\",\"source\":\"%s\"}"
                .formatted(Merchant.RETURN_URI, source.sourceId());
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(("POST /charges\0" + params).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Response text(String body) {
        return Merchant.SATANG
                .request()
                .header(HEADER, key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/charges");
    }

    private Response json(Map<String, Object> body) {
        return Merchant.SATANG
                .request()
                .header(HEADER, key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/charges");
    }

    private void assertMadeOnce(SourceCreated source, Response charge) {
        assertThat(rows.count("SELECT count(*) FROM charges WHERE source_id = ?", source.sourceId()))
                .isEqualTo(1);
        rows.awaitPublished();
        assertThat(topics.events(charge.jsonPath().getString("id"))).hasSize(1);
    }

    private long kept() {
        return rows.count("SELECT count(*) FROM idempotency_keys WHERE key = ?", key);
    }

    private static Response charge(Merchant merchant, String key, String form) {
        return merchant.request()
                .header(HEADER, key)
                .contentType(ContentType.URLENC)
                .body(form)
                .post("/charges");
    }
}
