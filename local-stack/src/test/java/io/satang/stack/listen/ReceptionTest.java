package io.satang.stack.listen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.stack.api.HttpAddress;
import io.satang.stack.run.StackException;
import io.satang.stack.run.StackFile;
import io.satang.stack.verify.Signature;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ReceptionTest {
    private static final String EVENT = """
        {"object":"event","id":"evnt_test_1","key":"charge.complete",\
        "data":{"object":"charge","id":"chrg_test_1","amount":400000,"currency":"THB","status":"failed",\
        "failure_code":"insufficient_fund"}}\
        """;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    // For an answer that never comes.
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Printer TEXT = new Printer(false, ZoneOffset.UTC);

    private final Clock clock = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
    private final Signature signature = new Signature(StackFile.WEBHOOK_SECRET);
    private final List<String> said = new CopyOnWriteArrayList<>();

    @Test
    void each_webhook_is_a_line_and_is_acknowledged() throws Exception {
        try (WebhookReceiver receiver = open(TEXT, Optional.empty(), Optional.empty())) {
            assertThat(post(receiver, EVENT)).isEqualTo(200);
            assertThat(post(receiver, "[]")).isEqualTo(200);
        }

        assertThat(said)
                .containsExactly(
                        "22:13:20  evnt_test_1  charge.complete   chrg_test_1  4000.00 THB  failed/insufficient_fund  signature holds",
                        "22:13:20  not an event, 2 bytes  SIGNATURE IS WRONG");
    }

    @Test
    void for_a_program_it_is_an_object_with_headers_and_raw_body() throws Exception {
        try (WebhookReceiver receiver = open(new Printer(true, ZoneOffset.UTC), Optional.empty(), Optional.empty())) {
            post(receiver, EVENT);
        }

        JsonObject line = new JsonObject(said.getFirst());
        assertThat(line.getString("body")).isEqualTo(EVENT);
        assertThat(line.getString("signature")).isEqualTo("holds");
        assertThat(line.getJsonObject("headers").getMap()).containsEntry("Omise-signature-timestamp", "1700000000");
    }

    @Test
    void what_is_passed_on_is_answered_as_the_program_answers() throws Exception {
        List<Webhook> passedOn = new CopyOnWriteArrayList<>();
        try (WebhookReceiver program = WebhookReceiver.start("127.0.0.1", 0, clock, webhook -> {
                    passedOn.add(webhook);
                    return new Answer.Status(422);
                });
                WebhookReceiver receiver = open(TEXT, Optional.of(forwarder(program)), Optional.empty())) {
            assertThat(post(receiver, EVENT)).isEqualTo(422);
        }

        assertThat(passedOn).hasSize(1);
        assertThat(passedOn.getFirst().body()).isEqualTo(EVENT);
        assertThat(passedOn.getFirst().header("X-Shop")).contains("till-7");
        assertThat(passedOn.getFirst().header(Signature.TIMESTAMP_HEADER)).contains("1700000000");
        assertThat(said.getFirst()).containsPattern("signature holds  -> 422  \\d+ ms$");
    }

    @Test
    void a_program_that_is_not_there_is_a_failure_of_the_delivery() throws Exception {
        WebhookReceiver gone = WebhookReceiver.start("127.0.0.1", 0, clock, webhook -> Answer.OK);
        gone.close();
        try (WebhookReceiver receiver = open(TEXT, Optional.of(forwarder(gone)), Optional.empty())) {
            assertThat(post(receiver, EVENT)).isEqualTo(500);
        }

        assertThat(said.getFirst()).contains("-> FAILED: ");
    }

    @ParameterizedTest
    @CsvSource({"500, 500", "410, 410", "slow=1ms, 200", "flaky=1, 500", "flaky=0, 200"})
    void what_is_answered_can_be_chosen(String answer, int status) throws Exception {
        try (WebhookReceiver receiver = open(TEXT, Optional.empty(), Optional.of(Answer.parse(answer)))) {
            assertThat(post(receiver, EVENT)).isEqualTo(status);
        }
    }

    @Test
    void one_that_hangs_answers_nobody_and_stops_no_other() throws Exception {
        try (WebhookReceiver receiver = open(TEXT, Optional.empty(), Optional.of(Answer.parse("hang")))) {
            assertThatThrownBy(() -> post(receiver, EVENT, SOON)).isInstanceOf(HttpTimeoutException.class);
            assertThatThrownBy(() -> post(receiver, EVENT, SOON)).isInstanceOf(HttpTimeoutException.class);
        }

        assertThat(said).hasSize(2);
    }

    @Test
    void while_an_address_is_proved_pings_are_proofs_and_no_webhooks() throws Exception {
        String ping = EVENT.replace("charge.complete", "webhook.ping");
        Reception reception = reception(TEXT, Optional.empty(), Optional.of(new Answer.Status(500)));
        try (WebhookReceiver receiver = WebhookReceiver.start("127.0.0.1", 0, clock, reception::take)) {
            reception.prove();
            assertThat(post(receiver, ping)).isEqualTo(200);
            assertThat(reception.arrival("evnt_test_1")).isDone();
            assertThat(said).isEmpty();

            reception.proved();
            assertThat(post(receiver, ping)).isEqualTo(500);
            assertThat(said).hasSize(1);
        }
    }

    @Test
    void a_port_that_is_taken_is_told_with_what_to_do() throws Exception {
        try (WebhookReceiver receiver = open(TEXT, Optional.empty(), Optional.empty())) {
            assertThatThrownBy(() -> WebhookReceiver.start("127.0.0.1", receiver.port(), clock, webhook -> Answer.OK))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("cannot listen at port " + receiver.port());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ok", "99", "600", "slow", "slow=x", "slow=99999999s", "flaky=2", "flaky=NaN", "hang=3"})
    void what_is_no_answer_is_refused(String text) {
        assertThatThrownBy(() -> Answer.parse(text)).isInstanceOf(TypeConversionException.class);
    }

    private WebhookReceiver open(Printer printer, Optional<Forwarder> forwarder, Optional<Answer> answer)
            throws Exception {
        return WebhookReceiver.start("127.0.0.1", 0, clock, reception(printer, forwarder, answer)::take);
    }

    private Reception reception(Printer printer, Optional<Forwarder> forwarder, Optional<Answer> answer) {
        return new Reception(signature, printer, forwarder, answer, said::add);
    }

    private static Forwarder forwarder(WebhookReceiver program) {
        return new Forwarder(
                new HttpAddress("http://127.0.0.1:" + program.port() + "/app"), Map.of("X-Shop", "till-7"));
    }

    private int post(WebhookReceiver receiver, String body) throws Exception {
        return post(receiver, body, PATIENCE);
    }

    private int post(WebhookReceiver receiver, String body, Duration timeout) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + receiver.port() + "/webhooks"))
                    .timeout(timeout)
                    .header(Signature.HEADER, signature.sign("1700000000", EVENT.getBytes(UTF_8)))
                    .header(Signature.TIMESTAMP_HEADER, "1700000000")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
