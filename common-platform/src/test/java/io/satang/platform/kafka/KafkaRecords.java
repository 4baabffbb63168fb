package io.satang.platform.kafka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.testing.Infra;
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

/** The test JVM's real Kafka: what stands on its topics, and putting something there. */
public final class KafkaRecords {
    private static final Duration POLL = Duration.ofMillis(200);

    private KafkaRecords() {}

    /** How a service of the test reaches it. */
    public static KafkaSettings settings() {
        return settings(bootstrapServers());
    }

    public static KafkaSettings settings(String bootstrapServers) {
        return new KafkaSettings(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** A look at the topics by a service that makes or only verifies them. */
    static TopicSetup topics(TopicSetup.Mode mode, int partitions) {
        return new TopicSetup(settings(), mode, partitions, (short) 1, (short) 1, false, new SimpleMeterRegistry());
    }

    public static void createTopics() throws InterruptedException {
        topics(TopicSetup.Mode.CREATE, 4).look();
    }

    static String bootstrapServers() {
        return Infra.servers().kafkaBootstrapServers();
    }

    /** All that stands on the topic now, partition by partition. */
    public static List<ConsumerRecord<String, String>> on(String topic) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "allow.auto.create.topics", false),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> messages = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(messages::add);
            }
            return messages;
        }
    }

    /** Puts records there and waits until Kafka has them. */
    public static void send(List<ProducerRecord<String, String>> messages)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            for (ProducerRecord<String, String> message : messages) {
                producer.send(message).get();
            }
        }
    }
}
