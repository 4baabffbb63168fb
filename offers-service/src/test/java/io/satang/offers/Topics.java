package io.satang.offers;

import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.platform.outbox.OutboxEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** What stands on topics, and what tests put there. */
public final class Topics {
    private Topics() {}

    /** Everything on the topic, from its beginning to its present end. */
    public static List<ConsumerRecord<String, String>> read(String topic) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers()), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> messages = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
            }
            return messages;
        }
    }

    /** What the topic says of this key. */
    public static List<ConsumerRecord<String, String>> of(EventType type, String key) {
        return read(type.topic()).stream()
                .filter(message -> key.equals(message.key()))
                .toList();
    }

    /** Publishes as a relay does; returns when Kafka has them all. */
    public static void publish(List<OutboxEvent> events) {
        try (KafkaProducer<String, String> producer = producer()) {
            for (OutboxEvent event : events) {
                EventEnvelope envelope = event.envelope();
                producer.send(new ProducerRecord<>(
                                envelope.type().topic(),
                                null,
                                null,
                                envelope.aggregateId(),
                                event.payload(),
                                envelope.headers()))
                        .get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("cannot publish", e);
        }
    }

    /** Publishes something that is no event. */
    public static void publishRaw(String topic, String key, String text) {
        try (KafkaProducer<String, String> producer = producer()) {
            producer.send(new ProducerRecord<>(topic, key, text)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("cannot publish", e);
        }
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static String bootstrapServers() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }
}
