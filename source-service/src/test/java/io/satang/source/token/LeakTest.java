package io.satang.source.token;

import static io.satang.source.Merchants.THAI_PUBLIC;
import static io.satang.source.Merchants.as;
import static io.satang.source.token.Tokenization.NUMBER;
import static io.satang.source.token.Tokenization.keep;
import static io.satang.source.token.Tokenization.tokenize;
import static io.satang.source.token.Tokenization.use;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.satang.events.EventType;
import io.satang.source.Merchants;
import io.satang.source.Rows;
import io.satang.source.ServiceTest;
import io.satang.testing.TestAccounts;
import io.satang.testing.Topics;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cards come in by every door, in order and not; afterwards nothing that the service wrote or said holds the number. */
@ServiceTest
class LeakTest {
    private static final String CODE = "7319";
    private static final Logger ROOT = Logger.getLogger("");

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final List<String> said = new ArrayList<>();
    private final Handler listener = new Listener(logged);

    @Inject
    Rows rows;

    @BeforeEach
    void listen() {
        Merchants.ready();
        ROOT.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        ROOT.removeHandler(listener);
    }

    @Test
    void no_row_topic_log_or_answer_holds_the_number_or_the_code() {
        sendTheCardInEveryWay();
        awaitRequestsTold();

        String id = tokenize(THAI_PUBLIC, NUMBER).path("id");
        await().untilAsserted(() ->
                assertThat(Topics.of(EventType.TOKEN_CREATED.topic(), id)).hasSize(1));
        List<String> written = written();
        List<String> published = published();
        assertThat(written).isNotEmpty();
        assertThat(published).isNotEmpty();
        for (String form : forms(NUMBER)) {
            assertThat(said).as("answers").noneMatch(text -> text.contains(form));
            assertThat(written).as("rows").noneMatch(text -> text.contains(form));
            assertThat(published).as("topics").noneMatch(text -> text.contains(form));
            assertThat(logged).as("logs").noneMatch(text -> text.contains(form));
        }
        assertThat(said).noneMatch(text -> text.contains("\"" + CODE + "\""));
        assertThat(published).noneMatch(text -> text.contains("\"" + CODE + "\""));
        assertThat(logged).noneMatch(text -> text.contains(CODE));
    }

    /** Requests are told of in the order of their answers. */
    private static void awaitRequestsTold() {
        String last = "the-last-of-them";
        as(THAI_PUBLIC).header("X-Request-Id", last).get("/tokens/tokn_test_0");
        await().untilAsserted(() -> assertThat(Topics.read(EventType.REQUEST_RECORDED.topic()))
                .anyMatch(told -> told.value().contains(last)));
    }

    private void sendTheCardInEveryWay() {
        say(tokenize(THAI_PUBLIC, NUMBER));
        String charged = say(tokenize(THAI_PUBLIC, NUMBER)).path("id");
        say(use(charged, TestAccounts.ACCOUNT, "chrg_test_00000000000000000c1"));
        String kept = say(tokenize(THAI_PUBLIC, NUMBER)).path("id");
        say(keep(kept, TestAccounts.ACCOUNT, "cust_test_00000000000000000c1"));
        String keyed = json("{\"card\":" + card(NUMBER, "J") + "}", "leak").path("id");
        say(as(THAI_PUBLIC).get("/tokens/" + keyed));
        json("{\"card\":" + card(NUMBER, "J") + "}", "leak");
        json("{\"card\":" + card(NUMBER, "J") + "}{", "leak-2");
        json("{\"card\":" + card(NUMBER, "paid by " + NUMBER) + "}", "leak-3");
        json("{\"card\":\"" + NUMBER + "\"}", "leak-4");
        json("{\"card\":{\"number\":{\"" + NUMBER + "\":1}}}", "leak-5");
        json("{\"card\":" + card(NUMBER.substring(1), "J") + "}", "leak-6");
        say(as(THAI_PUBLIC).get("/tokens/" + NUMBER));
        say(as(THAI_PUBLIC).queryParam("card[number]", NUMBER).post("/tokens"));
        say(use(NUMBER, TestAccounts.ACCOUNT, "chrg_test_00000000000000000c2"));
        say(as(THAI_PUBLIC)
                .contentType("application/x-www-form-urlencoded")
                .body("card[number]=" + NUMBER + "&card=" + NUMBER)
                .post("/tokens"));
    }

    private Response json(String body, String key) {
        return say(as(THAI_PUBLIC)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/tokens"));
    }

    private Response say(Response answer) {
        said.add(answer.headers() + answer.asString());
        return answer;
    }

    private static String card(String number, String name) {
        return "{\"name\":\"%s\",\"number\":\"%s\",\"expiration_month\":12,\"expiration_year\":2030,\"security_code\":\"%s\"}"
                .formatted(name, number, CODE);
    }

    /** As it stands, in bytes as PostgreSQL prints them, and in the base64 of a text that begins with it. */
    private static List<String> forms(String number) {
        String base64 = Base64.getEncoder().encodeToString(number.getBytes(UTF_8));
        return List.of(
                number,
                number.replaceAll("(....)(?=.)", "$1 "),
                HexFormat.of().formatHex(number.getBytes(UTF_8)),
                base64.substring(0, 18));
    }

    private List<String> written() {
        return rows.texts("""
                        SELECT table_schema || '.' || table_name FROM information_schema.tables
                        WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'
                        """).stream()
                .flatMap(table -> rows.texts("SELECT row::text FROM " + table + " AS row").stream())
                .toList();
    }

    private static List<String> published() {
        return Arrays.stream(EventType.values())
                .flatMap(type -> Topics.read(type.topic()).stream())
                .flatMap(LeakTest::texts)
                .toList();
    }

    private static Stream<String> texts(ConsumerRecord<String, String> message) {
        Stream<String> headers = Arrays.stream(message.headers().toArray())
                .map(header -> header.key() + "=" + new String(header.value(), UTF_8));
        return Stream.concat(Stream.of(String.valueOf(message.key()), String.valueOf(message.value())), headers);
    }

    /** Hears what is logged, with its parameters and its failure. */
    private static final class Listener extends Handler {
        private final Queue<String> heard;

        Listener(Queue<String> heard) {
            this.heard = heard;
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord line) {
            heard.add(line.getMessage() + Arrays.toString(line.getParameters()) + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void whoever_listens_hears() {
        Logger.getLogger("io.satang").warning("heard");

        assertThat(logged).anyMatch(line -> line.startsWith("heard"));
    }
}
