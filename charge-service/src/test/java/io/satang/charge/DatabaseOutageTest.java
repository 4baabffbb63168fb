package io.satang.charge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.events.SourceCreated;
import io.satang.testing.TcpProxy;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database is asked, and does not answer. */
@QuarkusTest
class DatabaseOutageTest {
    // Two bounds of silence in a row are ten seconds.
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(9);
    // Silence is borne for five seconds: whoever is back before has not waited for that.
    private static final Duration BACK_WITHIN = Duration.ofSeconds(4);
    // One for each look that BACK_WITHIN has time for.
    private static final int SPARES = 40;
    // The first that asks hears nothing for five seconds, and those that asked behind it as long from then.
    private static final Duration FREED_WITHIN = Duration.ofSeconds(9);

    /** Between the service and its database; Quarkus sets it. */
    TcpProxy database;

    @Inject
    TestSources sources;

    private record Timed(Response response, Duration took) {}

    @AfterEach
    void heal() {
        database.heal();
        await().until(() -> charge().statusCode() == 200);
    }

    @Test
    void aDatabaseThatAcceptsAndNeverAnswersIsGivenUpByEveryRequestAndFoundAgainWhenItIsBack() {
        JsonPath made = Merchant.SATANG.charged(source());
        Queue<SourceCreated> spares = spares();
        database.swallowAll();

        List<Timed> answers = Together.run(requests(made.getString("id")));
        database.heal();
        await().atMost(BACK_WITHIN)
                .until(() -> Merchant.SATANG.charge(spares.remove()).statusCode() == 200);

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.took()).isLessThan(ANSWERED_WITHIN);
            assertThat(answer.response().statusCode()).isEqualTo(503);
            assertThat(answer.response().header("Retry-After")).isEqualTo("1");
            assertThat(answer.response().jsonPath().getString("code")).isEqualTo("service_unavailable");
        });
    }

    @Test
    void aPayerIsGivenAPageThatLooksAgain() {
        String page = URI.create(Merchant.SATANG.charged(source()).getString("authorize_uri"))
                .getPath();
        database.swallowAll();

        Response answer =
                given().header("Accept", "text/html,application/xhtml+xml").get(page);

        answer.then()
                .statusCode(503)
                .contentType("text/html;charset=utf-8")
                .header("Retry-After", equalTo("1"))
                .body(containsString("This payment cannot be shown right now"))
                .body(containsString("<meta http-equiv=\"refresh\" content=\"3;url=" + page + "\">"));
    }

    @Test
    void connectionsThatHangAreReplacedWhileNewOnesWork() {
        Merchant.SATANG.charged(source());
        database.swallowPresent();

        await().atMost(FREED_WITHIN).until(() -> charge().statusCode() == 200);
        await().atMost(FREED_WITHIN).until(() -> database.swallowed() == 0);
        assertThat(Together.run(20, this::charge))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    }

    @Test
    void aConnectionThatHangsHurtsOnlyWhatWasSentOnIt() {
        Together.run(30, () -> Merchant.SATANG.request().get("/charges"));
        database.swallowOne();

        List<Timed> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.addAll(
                    Together.run(10, timed(() -> Merchant.SATANG.request().get("/charges"))));
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer.took()).isLessThan(ANSWERED_WITHIN));
        assertThat(answers.stream().filter(answer -> answer.response().statusCode() != 200))
                .hasSizeLessThanOrEqualTo(1)
                .allSatisfy(answer -> assertThat(answer.response().statusCode()).isEqualTo(503));
    }

    @Test
    void connectionsThatAreCutAreReplacedAtOnce() {
        Merchant.SATANG.charged(source());
        Queue<SourceCreated> spares = spares();
        database.cut();

        await().atMost(BACK_WITHIN)
                .until(() -> Merchant.SATANG.charge(spares.remove()).statusCode() == 200);
    }

    private List<Callable<Timed>> requests(String chargeId) {
        SourceCreated first = source();
        SourceCreated second = source();
        return List.of(
                timed(() -> Merchant.SATANG.charge(first)),
                timed(() -> Merchant.SATANG
                        .request()
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .formParams("amount", second.amount(), "currency", second.currency())
                        .formParams("source", second.sourceId(), "return_uri", Merchant.RETURN_URI)
                        .post("/charges")),
                timed(() -> Merchant.SATANG.request().get("/charges/" + chargeId)),
                timed(() -> Merchant.SATANG.request().get("/charges")),
                timed(() -> Merchant.SATANG.command(chargeId, "expire")));
    }

    private static Callable<Timed> timed(Callable<Response> request) {
        return () -> {
            long started = System.nanoTime();
            Response response = request.call();
            return new Timed(response, Duration.ofNanos(System.nanoTime() - started));
        };
    }

    private Response charge() {
        return Merchant.SATANG.charge(source());
    }

    /** Announced now, so that later nothing is waited for but the charge. */
    private Queue<SourceCreated> spares() {
        return new ConcurrentLinkedQueue<>(Together.run(SPARES, this::source));
    }

    private SourceCreated source() {
        return sources.announced(SampleSources.points());
    }
}
