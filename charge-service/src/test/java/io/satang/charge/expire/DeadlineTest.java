package io.satang.charge.expire;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.TestTopics;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.events.EventType;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Charges that nobody pays end by themselves. */
@QuarkusTest
class DeadlineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String METRIC = "satang_charges_past_deadline_count";

    @Inject
    TestSources sources;

    @Inject
    TestRows rows;

    @Inject
    TestTopics topics;

    @Test
    void aChargeExpiresWhenItsDeadlinePasses() {
        String id = charge(Duration.ofSeconds(1)).getString("id");

        await().atMost(PATIENCE).until(() -> Merchant.SATANG.retrieve(id).getString("status"), "expired"::equals);

        JsonPath expired = Merchant.SATANG.retrieve(id);
        assertThat(expired.getBoolean("expired")).isTrue();
        assertThat(expired.getString("expired_at")).isGreaterThanOrEqualTo(expired.getString("expires_at"));
        List<TestTopics.Event> events = topics.awaitEvents(id, 2);
        assertThat(events)
                .extracting(event -> event.envelope().type())
                .containsExactly(EventType.CHARGE_CREATED, EventType.CHARGE_EXPIRED);
        assertThat(events.get(1).payload().status()).isEqualTo("expired");
    }

    @Test
    void manyChargesThatAreDueTogetherAllExpireOnce() {
        List<String> ids = IntStream.range(0, 40)
                .mapToObj(i -> charge(Duration.ofSeconds(3)).getString("id"))
                .toList();

        await().atMost(PATIENCE).until(() -> pending(ids) == 0);

        rows.awaitPublished();
        assertThat(ids)
                .allSatisfy(id -> assertThat(rows.text("SELECT status || ' ' || version FROM charges WHERE id = ?", id))
                        .isEqualTo("expired 2"));
        assertThat(topics.events(ids.getFirst())).hasSize(2);
        assertThat(topics.events(ids.getLast())).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mark_as_paid", "mark_as_failed"})
    void aMerchantWhoComesTooLateIsToldSoWhetherOrNotTheSweeperCameFirst(String command) {
        String id = Merchant.SATANG
                .charged(sources.announced(SampleSources.points()))
                .getString("id");
        rows.update(
                "UPDATE charges SET created_at = now() - interval '2 s', expires_at = now() - interval '1 ms' WHERE id = ?",
                id);

        Merchant.SATANG
                .command(id, command)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_charge"))
                .body("message", equalTo("charge is not pending"));

        assertThat(Merchant.SATANG.retrieve(id).getString("status")).isEqualTo("expired");
    }

    @Test
    void aPayerWhoComesTooLateIsToldSo() {
        JsonPath charge = charge(Duration.ofSeconds(1));
        String id = charge.getString("id");
        await().atMost(PATIENCE).until(() -> Merchant.SATANG.retrieve(id).getString("status"), "expired"::equals);

        given().contentType(ContentType.URLENC)
                .body("outcome=successful")
                .post(URI.create(charge.getString("authorize_uri")).getPath())
                .then()
                .statusCode(409)
                .body(containsString("Payment expired"));
    }

    @Test
    void aChargeWhoseDeadlineIsAheadStaysPending() {
        String id = charge(Duration.ofHours(1)).getString("id");
        String due = charge(Duration.ofSeconds(1)).getString("id");

        await().atMost(PATIENCE).until(() -> Merchant.SATANG.retrieve(due).getString("status"), "expired"::equals);

        assertThat(Merchant.SATANG.retrieve(id).getString("status")).isEqualTo("pending");
    }

    @Test
    void nothingIsEverLongPastItsDeadline() {
        String metrics = Merchant.management()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(metrics.lines().filter(line -> line.startsWith(METRIC)).toList())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).endsWith(" 0.0"));
        assertThat(
                        rows.count(
                                "SELECT count(*) FROM charges WHERE status = 'pending' AND expires_at < now() - interval '5 s'"))
                .isZero();
    }

    private long pending(List<String> ids) {
        return ids.stream()
                .filter(id -> rows.count("SELECT count(*) FROM charges WHERE status = 'pending' AND id = ?", id) == 1)
                .count();
    }

    private JsonPath charge(Duration lifetime) {
        return Merchant.SATANG.charged(sources.announced(SampleSources.points().chargesExpireAfter(lifetime)));
    }
}
