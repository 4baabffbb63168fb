package io.satang.webhook;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The other services' side of the topics. */
final class Kafka {
    private static final KafkaProducer<String, String> PRODUCER = new KafkaProducer<>(
            Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    servers(),
                    // Whoever wants to harm us can compress.
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    "gzip",
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    4_000_000),
            new StringSerializer(),
            new StringSerializer());

    private Kafka() {}

    /** Publishes and waits until Kafka has it. */
    static void publish(ProducerRecord<String, String> message) {
        await(PRODUCER.send(message));
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not published", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Publishes these, and waits until Kafka has all of them. */
    static void publishAll(List<ProducerRecord<String, String>> messages) {
        messages.stream().map(PRODUCER::send).toList().forEach(Kafka::await);
    }

    private static String servers() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }
}
