package io.satang.charge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.charge.store.ChargeLog;
import io.satang.events.SourceCreated;
import io.satang.platform.http.RequestId;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who looks for what became of a request finds it in the log and on the topics. */
@QuarkusTest
class ChargeTraceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LogLines log = new LogLines(ChargeLog.class);

    @Inject
    TestSources sources;

    @Inject
    TestRows rows;

    @Inject
    TestTopics topics;

    @BeforeEach
    void listen() {
        log.open();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void each_event_names_the_request_that_caused_it() {
        String id = create(as("create-1"));
        patch(as("patch-1"), id);
        Merchant.succeeded(as("mark-1").post("/charges/" + id + "/mark_as_paid"));

        assertThat(requests(id, 3))
                .containsExactly(Optional.of("create-1"), Optional.of("patch-1"), Optional.of("mark-1"));
    }

    @Test
    void so_does_the_event_of_a_charge_with_an_idempotency_key_and_of_one_that_is_withdrawn() {
        String id = create(as("create-2").header("Idempotency-Key", "trace " + System.nanoTime()));
        Merchant.succeeded(as("expire-2").post("/charges/" + id + "/expire"));

        assertThat(requests(id, 2)).containsExactly(Optional.of("create-2"), Optional.of("expire-2"));
    }

    @Test
    void so_does_the_event_of_a_payers_press() {
        SourceCreated source = sources.announced(SampleSources.installment());
        JsonPath charge = Merchant.SATANG.charged(source);
        given().redirects()
                .follow(false)
                .header(RequestId.HEADER, "press-3")
                .contentType(ContentType.URLENC)
                .body("outcome=successful")
                .post(URI.create(charge.getString("authorize_uri")).getPath())
                .then()
                .statusCode(303);

        assertThat(requests(charge.getString("id"), 2).getLast()).contains("press-3");
    }

    @Test
    void requests_that_share_a_statement_keep_their_names() {
        List<String> ids =
                IntStream.range(0, 20).mapToObj(i -> create(as("create-4"))).toList();

        Together.run(ids.stream()
                .map(id -> (Callable<JsonPath>) () -> patch(as("patch-" + id), id))
                .toList());

        assertThat(ids).allSatisfy(id -> {
            assertThat(requests(id, 2).getLast()).contains("patch-" + id);
            assertThat(log.of(id).getLast().request()).contains("patch-" + id);
        });
    }

    @Test
    void a_line_for_each_change_says_what_became_of_which_charge_by_which_request() {
        String id = create(as("create-5"));
        patch(as("patch-5"), id);
        Merchant.succeeded(as("mark-5").post("/charges/" + id + "/mark_as_failed"));

        String account = Merchant.SATANG.accountId();
        assertThat(log.of(id))
                .extracting(LogLines.Line::text)
                .containsExactly(
                        line(id, account, "version=1 from=none to=pending why=Create request=create-5"),
                        line(id, account, "version=2 from=pending to=pending why=Describe request=patch-5"),
                        line(id, account, "version=3 from=pending to=failed why=MarkFailed request=mark-5"));
        assertThat(log.of(id))
                .extracting(LogLines.Line::request)
                .containsExactly(Optional.of("create-5"), Optional.of("patch-5"), Optional.of("mark-5"));
    }

    @Test
    void a_command_that_is_refused_and_an_answer_that_is_replayed_write_no_line() {
        SourceCreated source = sources.announced(SampleSources.points());
        String key = "trace " + System.nanoTime();
        String id = create(as("create-6").header("Idempotency-Key", key), source);
        create(as("create-6").header("Idempotency-Key", key), source);
        Merchant.succeeded(as("mark-6").post("/charges/" + id + "/mark_as_paid"));
        as("expire-6").post("/charges/" + id + "/expire").then().statusCode(400);

        assertThat(log.of(id))
                .extracting(LogLines.Line::request)
                .containsExactly(Optional.of("create-6"), Optional.of("mark-6"));
    }

    @Test
    void a_charge_that_expires_by_itself_names_no_request() {
        String id = create(as("create-7"));
        rows.update(
                "UPDATE charges SET created_at = now() - interval '2 s', expires_at = now() - interval '1 ms' WHERE id = ?",
                id);

        assertThat(requests(id, 2)).containsExactly(Optional.of("create-7"), Optional.empty());
        await().atMost(PATIENCE).until(() -> log.of(id).size() == 2);
        assertThat(log.of(id).getLast().text())
                .isEqualTo(line(
                        id,
                        Merchant.SATANG.accountId(),
                        "version=2 from=pending to=expired why=DeadlinePassed request=none"));
        assertThat(log.of(id).getLast().request()).isEmpty();
    }

    private static String line(String id, String account, String rest) {
        return "charge=" + id + " account=" + account + " " + rest;
    }

    private List<Optional<String>> requests(String chargeId, int events) {
        return topics.awaitEvents(chargeId, events).stream()
                .map(event -> event.envelope().requestId())
                .toList();
    }

    private static RequestSpecification as(String requestId) {
        return Merchant.SATANG.request().header(RequestId.HEADER, requestId);
    }

    private String create(RequestSpecification request) {
        return create(request, sources.announced(SampleSources.points()));
    }

    private static String create(RequestSpecification request, SourceCreated source) {
        return Merchant.succeeded(request.contentType(ContentType.URLENC)
                        .body(Merchant.form(source))
                        .post("/charges"))
                .getString("id");
    }

    private static JsonPath patch(RequestSpecification request, String id) {
        return Merchant.succeeded(request.contentType(ContentType.URLENC)
                .body("description=words")
                .patch("/charges/" + id));
    }
}
