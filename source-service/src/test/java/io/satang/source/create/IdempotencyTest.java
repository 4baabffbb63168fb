package io.satang.source.create;

import static io.satang.source.Merchants.OTHER_PUBLIC;
import static io.satang.source.Merchants.THAI_PUBLIC;
import static io.satang.source.Merchants.THAI_SECRET;
import static io.satang.source.Merchants.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.satang.events.EventType;
import io.satang.platform.idempotency.IdempotencyPurge;
import io.satang.source.Merchants;
import io.satang.source.Rows;
import io.satang.source.ServiceTest;
import io.satang.testing.Topics;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class IdempotencyTest {
    private final String key = UUID.randomUUID().toString();

    @Inject
    Rows rows;

    @Inject
    IdempotencyPurge purge;

    @BeforeEach
    void merchantsAreKnown() {
        Merchants.ready();
    }

    @Test
    void theSameRequestIsAnsweredTheSameAndMakesOneSource() {
        Response first = create(THAI_PUBLIC, key, 10_000);
        Response again = create(THAI_PUBLIC, key, 10_000);

        first.then().statusCode(200).header("Idempotent-Replayed", nullValue());
        again.then().statusCode(200).header("Idempotent-Replayed", equalTo("true"));
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(sourcesUnder(key)).isEqualTo(1);
        await().untilAsserted(() -> assertThat(Topics.of(EventType.SOURCE_CREATED.topic(), first.path("id")))
                .hasSize(1));
    }

    @Test
    void aFormAndAJsonBodyThatSayTheSameAreTheSameRequest() {
        Response form = create(THAI_PUBLIC, key, 10_000);

        as(THAI_PUBLIC)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body("{\"amount\":\"10000\",\"currency\":\"THB\",\"type\":\"promptpay\"}")
                .post("/sources")
                .then()
                .statusCode(200)
                .header("Idempotent-Replayed", equalTo("true"))
                .body("id", equalTo(form.<String>path("id")));
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        create(THAI_PUBLIC, key, 10_000).then().statusCode(200);

        create(THAI_PUBLIC, key, 10_001)
                .then()
                .statusCode(422)
                .body("object", equalTo("error"))
                .body("code", equalTo("idempotency_key_mismatch"));
        assertThat(sourcesUnder(key)).isEqualTo(1);
    }

    @Test
    void aKeyBelongsToItsAccountWhicheverOfItsKeysIsShown() {
        Response first = create(THAI_PUBLIC, key, 10_000);

        create(THAI_SECRET, key, 10_000).then().body("id", equalTo(first.<String>path("id")));
        create(OTHER_PUBLIC, key, 10_001).then().statusCode(200).header("Idempotent-Replayed", nullValue());
        assertThat(sourcesUnder(key)).isEqualTo(2);
    }

    @Test
    void aRefusedRequestMayBeCorrectedUnderTheSameKey() {
        create(THAI_PUBLIC, key, 1).then().statusCode(400);

        create(THAI_PUBLIC, key, 10_000).then().statusCode(200).header("Idempotent-Replayed", nullValue());
    }

    @Test
    void repeatsThatComeAtOnceMakeOneSource() {
        List<Response> answers = atOnce(64, i -> create(THAI_PUBLIC, key, 10_000));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
        assertThat(answers)
                .extracting(Response::asString)
                .containsOnly(answers.getFirst().asString());
        assertThat(answers)
                .filteredOn(answer -> answer.header("Idempotent-Replayed") == null)
                .hasSize(1);
        assertThat(sourcesUnder(key)).isEqualTo(1);
        String id = answers.getFirst().path("id");
        await().untilAsserted(() ->
                assertThat(Topics.of(EventType.SOURCE_CREATED.topic(), id)).hasSize(1));
        assertThat(rows.count("SELECT count(*) FROM sources WHERE amount = 10000 AND id = ?", id))
                .isEqualTo(1);
    }

    @Test
    void differentRequestsThatComeAtOnceUnderOneKeyMakeOneSource() {
        List<Response> answers = atOnce(32, i -> create(THAI_PUBLIC, key, 20_000 + i));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 422).hasSize(31);
        assertThat(sourcesUnder(key)).isEqualTo(1);
    }

    @Test
    void manyKeysAtOnceEachMakeTheirSource() {
        List<Response> answers = atOnce(96, i -> create(THAI_PUBLIC, key + "-" + i % 32, 10_000));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
        assertThat(answers.stream().map(answer -> answer.<String>path("id")).distinct())
                .hasSize(32);
        assertThat(rows.count("SELECT count(*) FROM idempotency_keys WHERE key LIKE ?", key + "-%"))
                .isEqualTo(32);
    }

    @Test
    void aKeyIsFreeAgainAfterADay() {
        String first = create(THAI_PUBLIC, key, 10_000).path("id");
        age(key, "23 hours 59 minutes");
        purgeKeys();
        create(THAI_PUBLIC, key, 10_000).then().body("id", equalTo(first));

        age(key, "2 minutes");
        purgeKeys();
        Response afterADay = create(THAI_PUBLIC, key, 10_001);

        afterADay.then().statusCode(200).header("Idempotent-Replayed", nullValue());
        assertThat(afterADay.<String>path("id")).isNotEqualTo(first);
    }

    @Test
    void a_key_whose_day_is_over_is_free_although_nobody_has_purged_it() {
        String first = create(THAI_PUBLIC, key, 10_000).path("id");
        age(key, "24 hours");

        List<Response> answers = atOnce(16, i -> create(THAI_PUBLIC, key, 10_001));

        assertThat(answers)
                .extracting(answer -> answer.<String>path("id"))
                .containsOnly(answers.getFirst().<String>path("id"))
                .doesNotContain(first);
        assertThat(sourcesUnder(key)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", "\" \"", "é"})
    void aKeyThatIsNoneIsRefused(String header) {
        create(THAI_PUBLIC, header, 10_000).then().statusCode(400).body("code", equalTo("bad_request"));
    }

    private static Response create(String apiKey, String idempotencyKey, long amount) {
        return as(apiKey)
                .header("Idempotency-Key", idempotencyKey)
                .formParam("amount", amount)
                .formParam("currency", "THB")
                .formParam("type", "promptpay")
                .post("/sources");
    }

    private static <T> List<T> atOnce(int requests, IntFunction<T> request) {
        try (ExecutorService clients = Executors.newFixedThreadPool(requests)) {
            List<Future<T>> answers = IntStream.range(0, requests)
                    .mapToObj(i -> clients.submit(() -> request.apply(i)))
                    .toList();
            return answers.stream().map(IdempotencyTest::finished).toList();
        }
    }

    private static <T> T finished(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void purgeKeys() {
        purge.purge().await().indefinitely();
    }

    private void age(String idempotencyKey, String interval) {
        rows.update(
                "UPDATE idempotency_keys SET created_at = created_at - ?::interval WHERE key = ?",
                interval,
                idempotencyKey);
    }

    /** Sources that exist and were made under this key. */
    private long sourcesUnder(String idempotencyKey) {
        return rows.count(
                "SELECT count(*) FROM sources JOIN idempotency_keys ON source_id = id WHERE key = ?", idempotencyKey);
    }
}
