package io.satang.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** What stands on the topics of a service under test, and what tests put there. */
public final class Topics {
    private static final Map<Place, TopicHistory> HISTORIES = new ConcurrentHashMap<>();

    private Topics() {}

    private record Place(String bootstrapServers, String topic) {}

    /** Everything on the topic, from its beginning to its present end. */
    public static List<ConsumerRecord<String, String>> read(String topic) {
        return HISTORIES
                .computeIfAbsent(
                        new Place(bootstrapServers(), topic),
                        place -> new TopicHistory(place.bootstrapServers(), List.of(place.topic())))
                .records();
    }

    /** What the topic says of this key. */
    public static List<ConsumerRecord<String, String>> of(String topic, String key) {
        return read(topic).stream().filter(message -> key.equals(message.key())).toList();
    }

    /** Publishes these in their order; returns when Kafka has them all. */
    public static void publish(List<ProducerRecord<String, String>> messages) {
        try (KafkaProducer<String, String> producer = producer()) {
            for (ProducerRecord<String, String> message : messages) {
                producer.send(message).get();
            }
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
