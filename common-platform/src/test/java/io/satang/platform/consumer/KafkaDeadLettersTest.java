package io.satang.platform.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.events.MalformedEventException;
import io.satang.platform.id.Ids;
import io.satang.platform.kafka.EventConsumer;
import io.satang.platform.kafka.KafkaRecords;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Letters on a real Kafka. */
class KafkaDeadLettersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Ids IDS = new Ids(Clock.systemUTC());

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private KafkaDeadLetters deadLetters;

    @BeforeAll
    static void createTopics() throws Exception {
        KafkaRecords.createTopics();
    }

    @BeforeEach
    void open() {
        deadLetters = new KafkaDeadLetters(KafkaRecords.settings(), metrics);
    }

    @AfterEach
    void close() {
        deadLetters.close();
    }

    @Test
    void a_letter_keeps_the_record_and_says_whose_it_is_where_it_stood_and_why() {
        String key = IDS.next("src", false);

        send(record(key, "not JSON".getBytes(UTF_8)), new MalformedEventException("no payload"));

        ConsumerRecord<String, String> letter = letter(key);
        assertThat(letter.value()).isEqualTo("not JSON");
        assertThat(header(letter, "ce_id")).isEqualTo("0mhq3x1ab0000000001");
        assertThat(header(letter, "dead-letter-consumer")).isEqualTo("source-service");
        assertThat(header(letter, "dead-letter-cause")).isEqualTo(MalformedEventException.class.getName());
        assertThat(header(letter, "dead-letter-reason")).isEqualTo("no payload");
        assertThat(header(letter, "dead-letter-topic")).isEqualTo("charge.created");
        assertThat(header(letter, "dead-letter-partition")).isEqualTo("3");
        assertThat(header(letter, "dead-letter-offset")).isEqualTo("17");
        assertThat(header(letter, "dead-letter-timestamp")).isEqualTo("1234567");
        assertThat(letter.headers().lastHeader("dead-letter-left-out")).isNull();
        assertThat(counted("unreadable")).isEqualTo(1);
    }

    @Test
    void letters_are_counted_by_whose_fault_they_are() {
        PgException refusal = new PgException("out of range", "ERROR", "22003", "");

        send(record(IDS.next("src", false), "{}".getBytes(UTF_8)), refusal);
        send(record(IDS.next("src", false), "{}".getBytes(UTF_8)), new IllegalStateException("not kept", refusal));
        send(record(IDS.next("src", false), "{}".getBytes(UTF_8)), new IllegalStateException("a mistake of ours"));

        assertThat(counted("refused")).isEqualTo(2);
        assertThat(counted("unexpected")).isEqualTo(1);
    }

    private double counted(String reason) {
        return metrics.get("satang.dead.letters")
                .tags("topic", "charge.created", "consumer", "source-service", "reason", reason)
                .counter()
                .count();
    }

    @Test
    void a_letter_of_a_letter_tells_only_of_the_last_time() {
        String key = IDS.next("src", false);
        ConsumerRecord<byte[], byte[]> again = record(key, "{".getBytes(UTF_8));
        again.headers().add("dead-letter-reason", "earlier".getBytes(UTF_8));

        send(again, new MalformedEventException("later"));

        assertThat(letter(key).headers().headers("dead-letter-reason")).hasSize(1);
        assertThat(header(letter(key), "dead-letter-reason")).isEqualTo("later");
    }

    @Test
    void a_record_that_is_too_large_for_a_letter_is_kept_without_its_value() {
        String key = IDS.next("src", false);

        send(record(key, new byte[2_000_000]), new MalformedEventException("too large"));

        ConsumerRecord<String, String> letter = letter(key);
        assertThat(letter.value()).isNull();
        assertThat(header(letter, "dead-letter-left-out")).isEqualTo("value");
        assertThat(header(letter, "ce_id")).isEqualTo("0mhq3x1ab0000000001");
    }

    @Test
    void a_record_with_headers_that_are_too_large_is_kept_as_the_place_where_it_stands() {
        long before =
                KafkaRecords.on("charge.created.source-service.dead-letter").size();
        ConsumerRecord<byte[], byte[]> monster = record("key", "{}".getBytes(UTF_8));
        monster.headers().add("huge", new byte[400_000]);

        send(monster, new MalformedEventException("x".repeat(5_000_000)));

        ConsumerRecord<String, String> letter = KafkaRecords.on("charge.created.source-service.dead-letter").stream()
                .skip(before)
                .findFirst()
                .orElseThrow();
        assertThat(header(letter, "dead-letter-left-out")).isEqualTo("key, value and headers");
        assertThat(header(letter, "dead-letter-offset")).isEqualTo("17");
        assertThat(header(letter, "dead-letter-reason")).hasSize(1_000);
    }

    private void send(ConsumerRecord<byte[], byte[]> message, Exception reason) {
        deadLetters.send(EventConsumer.SOURCE_SERVICE, message, reason).await().atMost(PATIENCE);
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_id", "0mhq3x1ab0000000001".getBytes(UTF_8));
        headers.add("nothing", null);
        return new ConsumerRecord<>(
                "charge.created",
                3,
                17,
                1_234_567,
                TimestampType.CREATE_TIME,
                0,
                0,
                key.getBytes(UTF_8),
                value,
                headers,
                Optional.empty());
    }

    private static ConsumerRecord<String, String> letter(String key) {
        return KafkaRecords.on("charge.created.source-service.dead-letter").stream()
                .filter(message -> key.equals(message.key()))
                .findFirst()
                .orElseThrow();
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        return new String(message.headers().lastHeader(name).value(), UTF_8);
    }
}
