package io.satang.platform.kafka;

import io.satang.events.Sizes;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How this service speaks with Kafka beside its channels. Where the brokers are and how to log in ({@code kafka.*} of the configuration, such
 * as {@code KAFKA_SECURITY_PROTOCOL} and {@code KAFKA_SASL_JAAS_CONFIG} of the environment) comes from the map that the channels use too, so
 * that no client is left out; what our guarantees stand on is set here and cannot be configured away.
 */
@ApplicationScoped
public class KafkaSettings {
    private final Map<String, Object> brokers;

    KafkaSettings(@Identifier("default-kafka-broker") Map<String, Object> brokers) {
        Map<String, Object> copy = new HashMap<>(brokers);
        // Meant for the channels: none of these clients is a member of the group.
        copy.remove(CommonClientConfigs.GROUP_ID_CONFIG);
        this.brokers = Map.copyOf(copy);
    }

    // What one statement has committed is handed over one by one; whoever sends the first at once sends two requests
    // for it.
    public Map<String, Object> producer() {
        return withBrokers(Map.ofEntries(
                Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class),
                Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 2),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Sizes.RECORD_BYTES_MAX),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * Sizes.BATCH_BYTES_MAX),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000)));
    }

    /** A producer of what is soon said again: it waits for nothing, and what it cannot send at once is lost. */
    public Map<String, Object> reporter() {
        return withBrokers(Map.of(
                ProducerConfig.ACKS_CONFIG, "1",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false,
                ProducerConfig.LINGER_MS_CONFIG, 0,
                ProducerConfig.BUFFER_MEMORY_CONFIG, (long) Sizes.RECORD_BYTES_MAX,
                ProducerConfig.BATCH_SIZE_CONFIG, 4_096,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 10,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2_000));
    }

    /** A producer of what somebody may look at later: it gathers for a moment, and what it cannot send is lost. */
    public Map<String, Object> recorder() {
        return withBrokers(Map.ofEntries(
                Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class),
                Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class),
                Map.entry(ProducerConfig.ACKS_CONFIG, "1"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 250),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Sizes.RECORD_BYTES_MAX),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * Sizes.RECORD_BYTES_MAX),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000)));
    }

    /** A consumer that belongs to no group and reads every partition itself. */
    public Map<String, Object> replayingConsumer() {
        return withBrokers(Map.of(
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                Sizes.BATCH_BYTES_MAX,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                Sizes.BATCH_BYTES_MAX / 4,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000));
    }

    /** The same for a topic that is followed and never gone back in: while the broker waits for records it answers nothing else. */
    public Map<String, Object> followingConsumer() {
        Map<String, Object> following = new HashMap<>(replayingConsumer());
        // What there is comes at once; this is how often the broker says that there is nothing.
        following.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 2_000);
        return Map.copyOf(following);
    }

    /** A client that asks about topics and groups. */
    public Map<String, Object> admin() {
        return withBrokers(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                3_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000));
    }

    private Map<String, Object> withBrokers(Map<String, Object> ours) {
        Map<String, Object> all = new HashMap<>(brokers);
        all.putAll(ours);
        return Map.copyOf(all);
    }
}
