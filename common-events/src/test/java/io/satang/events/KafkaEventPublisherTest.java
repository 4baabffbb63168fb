package io.satang.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events and dead letters on a real Kafka. */
class KafkaEventPublisherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final Ids IDS = new Ids(Clock.systemUTC());

    @BeforeAll
    static void createTopics() throws Exception {
        new TopicSetup(KafkaRecords.settings()).createMissing(new StartupEvent());
    }

    @Test
    void eventsOfAnAggregateStandOnTheirTopicInTheirOrderWithTheirEnvelopes() throws MalformedEventException {
        String aggregate = IDS.next("chrg", false);
        List<OutboxEvent> events =
                IntStream.rangeClosed(1, 20).mapToObj(i -> event(aggregate, i)).toList();
        KafkaEventPublisher publisher = new KafkaEventPublisher(KafkaRecords.settings());
        try {
            publisher.publish(events).await().atMost(PATIENCE);
        } finally {
            publisher.close();
        }

        List<ConsumerRecord<String, String>> messages = KafkaRecords.on("charge.updated").stream()
                .filter(message -> message.key().equals(aggregate))
                .toList();
        assertThat(messages)
                .extracting(ConsumerRecord::value)
                .containsExactlyElementsOf(
                        events.stream().map(OutboxEvent::payload).toList());
        for (int i = 0; i < events.size(); i++) {
            assertThat(EventEnvelope.from(messages.get(i)))
                    .isEqualTo(events.get(i).envelope());
        }
    }

    @Test
    void withoutABrokerABatchFailsAfterOneWaitAndNotAfterOneForEachEvent() {
        String aggregate = IDS.next("chrg", false);
        KafkaEventPublisher publisher = new KafkaEventPublisher(new KafkaSettings("127.0.0.1:1", 1, (short) 1));
        try {
            Instant start = Clock.systemUTC().instant();

            assertThat(publisher
                            .publish(List.of(event(aggregate, 1), event(aggregate, 2), event(aggregate, 3)))
                            .await()
                            .atMost(PATIENCE))
                    .hasSize(3)
                    .allSatisfy(answer -> assertThat(answer).isInstanceOf(Publication.Passing.class));
            assertThat(publisher.publish(List.of(event(aggregate, 1))).await().atMost(PATIENCE))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Publication.Passing.class,
                            passing -> assertThat(passing.reason()).contains("not present in metadata"));

            assertThat(Duration.between(start, Clock.systemUTC().instant())).isLessThan(Duration.ofSeconds(14));
        } finally {
            publisher.close();
        }
    }

    @Test
    void aDeadLetterKeepsTheRecordWhereItStoodAndWhy() {
        String key = IDS.next("src", false);
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        KafkaEventPublisher publisher = new KafkaEventPublisher(KafkaRecords.settings());
        ConsumerRecord<String, String> poison = new ConsumerRecord<>("source.created", 3, 17, key, "not JSON");
        poison.headers().add("ce_id", "0mhq3x1ab0000000001".getBytes(UTF_8));
        try {
            new KafkaDeadLetters(publisher, metrics)
                    .send(poison, "payload is not a SourceCreated")
                    .await()
                    .atMost(PATIENCE);
        } finally {
            publisher.close();
        }

        ConsumerRecord<String, String> letter = KafkaRecords.on("source.created.dead-letter").stream()
                .filter(message -> message.key().equals(key))
                .findFirst()
                .orElseThrow();
        assertThat(letter.value()).isEqualTo("not JSON");
        assertThat(header(letter, "ce_id")).isEqualTo("0mhq3x1ab0000000001");
        assertThat(header(letter, "dead-letter-reason")).isEqualTo("payload is not a SourceCreated");
        assertThat(header(letter, "dead-letter-partition")).isEqualTo("3");
        assertThat(header(letter, "dead-letter-offset")).isEqualTo("17");
        assertThat(metrics.counter("satang.dead.letters", "topic", "source.created")
                        .count())
                .isEqualTo(1);
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        return new String(message.headers().lastHeader(name).value(), UTF_8);
    }

    private static OutboxEvent event(String aggregate, long version) {
        EventEnvelope envelope = new EventEnvelope(
                IDS.nextBody(),
                EventType.CHARGE_UPDATED,
                aggregate,
                version,
                "account_test_5satang000000000001",
                false,
                TIME);
        return new OutboxEvent(envelope, "{\"version\":" + version + "}");
    }
}
