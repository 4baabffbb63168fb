package io.satang.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.MalformedEventException;
import io.satang.platform.id.Ids;
import io.satang.platform.kafka.KafkaRecords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events on a real Kafka. */
class KafkaEventPublisherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final Ids IDS = new Ids(Clock.systemUTC());

    @BeforeAll
    static void createTopics() throws Exception {
        KafkaRecords.createTopics();
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
        KafkaEventPublisher publisher = new KafkaEventPublisher(KafkaRecords.settings("127.0.0.1:1"));
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
