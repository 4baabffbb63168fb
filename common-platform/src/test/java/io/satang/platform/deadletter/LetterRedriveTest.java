package io.satang.platform.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.events.EventType;
import io.satang.platform.deadletter.LetterRedrive.Listed;
import io.satang.platform.deadletter.LetterRedrive.Redriven;
import io.satang.platform.id.Ids;
import io.satang.platform.kafka.EventConsumer;
import io.satang.platform.kafka.KafkaRecords;
import io.satang.testing.Infra;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Letters on a real Kafka, redriven as a real PostgreSQL remembers it. Each test has a topic of its own. */
class LetterRedriveTest {
    private static final String DATABASE = "common_letters";
    private static final EventConsumer CONSUMER = EventConsumer.OFFERS_SERVICE;
    private static final Ids IDS = new Ids(Clock.systemUTC());
    private static final Vertx VERTX = Vertx.vertx();

    private static Pool pool;
    private static LetterRedrive letters;

    @BeforeAll
    static void open() throws Exception {
        KafkaRecords.createTopics();
        Map<String, String> settings = Infra.start(DATABASE);
        pool = Pool.newInstance(PgBuilder.pool()
                .connectingTo(new PgConnectOptions()
                        .setHost(settings.get("satang.database.host"))
                        .setPort(Integer.parseInt(settings.get("satang.database.port")))
                        .setDatabase(DATABASE)
                        .setUser(DATABASE)
                        .setPassword(DATABASE))
                .using(VERTX)
                .build());
        migrate();
        letters = new LetterRedrive(
                new LetterTopics(KafkaRecords.settings()),
                new RedrivenLetters(pool),
                new LetterSender(KafkaRecords.settings()));
    }

    @AfterAll
    static void close() {
        pool.closeAndAwait();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_letter_is_redriven_once_as_the_record_that_it_was() throws Exception {
        EventType type = EventType.CHARGE_COMPLETE;
        String key = IDS.next("chrg", false);
        KafkaRecords.send(List.of(letter(type, key, type.topic())));

        Letter listed =
                letters.list(CONSUMER, type, LetterPlace.START).letters().getFirst();
        assertThat(letters.waiting(CONSUMER)).containsEntry(type.topic(), 1L);
        assertThat(listed.key()).contains(key);
        assertThat(listed.reason()).isEqualTo("no such offer");
        assertThat(listed.cause()).isEqualTo("java.lang.IllegalStateException");
        assertThat(listed.redrivable()).isTrue();

        assertThat(letters.redrive(CONSUMER, type, listed.place())).contains(new Redriven(1, 0, Optional.empty()));
        assertThat(letters.redrive(CONSUMER, type, listed.place())).isEmpty();

        ConsumerRecord<String, String> again = again(type, key).getFirst();
        assertThat(again.value()).isEqualTo("{}");
        assertThat(again.headers().toArray()).extracting(Header::key).containsExactly("ce_id");
        assertThat(letters.waiting(CONSUMER)).doesNotContainKey(type.topic());
        assertThat(letters.list(CONSUMER, type, LetterPlace.START).letters()).isEmpty();
    }

    @Test
    void what_cannot_be_redriven_stops_none_of_the_others() throws Exception {
        EventType type = EventType.CHARGE_EXPIRED;
        String key = IDS.next("chrg", false);
        ProducerRecord<String, String> cut = letter(type, IDS.next("chrg", false), type.topic());
        cut.headers().add("dead-letter-left-out", "value".getBytes(UTF_8));
        KafkaRecords.send(List.of(
                cut, letter(type, IDS.next("chrg", false), "account.changed"), letter(type, key, type.topic())));

        assertThat(letters.redriveAll(CONSUMER, type, LetterPlace.START))
                .isEqualTo(new Redriven(1, 2, Optional.empty()));

        assertThat(again(type, key)).hasSize(1);
        assertThat(letters.list(CONSUMER, type, LetterPlace.START).letters())
                .extracting(Letter::redrivable)
                .containsExactly(false, false);
        assertThat(letters.redrive(CONSUMER, type, new LetterPlace(0, 0)))
                .contains(new Redriven(0, 1, Optional.empty()));
    }

    @Test
    void a_letter_of_which_nobody_knows_whether_it_was_redriven_is_redriven_again() throws Exception {
        EventType type = EventType.CHARGE_CAPTURED;
        String key = IDS.next("chrg", false);
        KafkaRecords.send(List.of(letter(type, key, type.topic())));

        pool.query("ALTER TABLE redriven_letters ADD CHECK (topic <> 'charge.captured')")
                .executeAndAwait();
        assertThatThrownBy(() -> letters.redriveAll(CONSUMER, type, LetterPlace.START))
                .isInstanceOf(PgException.class);
        pool.query("ALTER TABLE redriven_letters DROP CONSTRAINT redriven_letters_topic_check")
                .executeAndAwait();

        assertThat(letters.redriveAll(CONSUMER, type, LetterPlace.START))
                .isEqualTo(new Redriven(1, 0, Optional.empty()));
        assertThat(again(type, key)).hasSize(2);
    }

    @Test
    void what_was_redriven_of_a_topic_before_hides_nothing_of_the_one_that_was_made_again() throws Exception {
        EventType type = EventType.CHARGE_REVERSED;
        KafkaRecords.send(List.of(letter(type, IDS.next("chrg", false), type.topic())));
        pool.query("INSERT INTO redriven_letters VALUES ('charge.reversed', 'the one before', 0, 0)")
                .executeAndAwait();

        assertThat(letters.waiting(CONSUMER)).containsEntry(type.topic(), 1L);
        assertThat(letters.redriveAll(CONSUMER, type, LetterPlace.START))
                .isEqualTo(new Redriven(1, 0, Optional.empty()));
        assertThat(letters.waiting(CONSUMER)).doesNotContainKey(type.topic());
    }

    @Test
    void many_letters_are_listed_in_pages_and_redriven_together() throws Exception {
        EventType type = EventType.REFUND_CREATED;
        KafkaRecords.send(IntStream.range(0, 120)
                .mapToObj(i -> letter(type, IDS.next("rfnd", false), type.topic()))
                .toList());

        Listed first = letters.list(CONSUMER, type, LetterPlace.START);
        Listed second = letters.list(CONSUMER, type, first.next().orElseThrow());
        Listed third = letters.list(CONSUMER, type, second.next().orElseThrow());
        assertThat(List.of(
                        first.letters().size(),
                        second.letters().size(),
                        third.letters().size()))
                .containsExactly(50, 50, 20);
        assertThat(third.next()).isEqualTo(Optional.empty());

        assertThat(letters.redriveAll(CONSUMER, type, first.next().orElseThrow()))
                .isEqualTo(new Redriven(70, 0, Optional.empty()));
        assertThat(letters.redriveAll(CONSUMER, type, LetterPlace.START))
                .isEqualTo(new Redriven(50, 0, Optional.empty()));
        assertThat(letters.redriveAll(CONSUMER, type, LetterPlace.START))
                .isEqualTo(new Redriven(0, 0, Optional.empty()));
    }

    private static ProducerRecord<String, String> letter(EventType type, String key, String topic) {
        ProducerRecord<String, String> letter = new ProducerRecord<>(CONSUMER.deadLetterTopic(type.topic()), key, "{}");
        Map.of(
                        "ce_id", "0mhq3x1ab0000000001",
                        "dead-letter-topic", topic,
                        "dead-letter-cause", "java.lang.IllegalStateException",
                        "dead-letter-reason", "no such offer")
                .forEach((name, value) -> letter.headers().add(name, value.getBytes(UTF_8)));
        return letter;
    }

    private static List<ConsumerRecord<String, String>> again(EventType type, String key) {
        return KafkaRecords.on(type.topic()).stream()
                .filter(message -> key.equals(message.key()))
                .toList();
    }

    private static void migrate() throws IOException {
        try (InputStream sql =
                LetterRedriveTest.class.getResourceAsStream("/db/dead_letter/V1__redriven_letters.sql")) {
            pool.query(new String(sql.readAllBytes(), UTF_8)).executeAndAwait();
        }
    }
}
