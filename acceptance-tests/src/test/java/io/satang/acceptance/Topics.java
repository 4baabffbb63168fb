package io.satang.acceptance;

import io.satang.events.AccountsApplied;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.MalformedEventException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What stands on the topics, read from their beginnings. */
final class Topics {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Set<String> ALWAYS_MOVING = Set.of(AccountsApplied.TOPIC, EventType.REQUEST_RECORDED.topic());

    private final String bootstrapServers;

    Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** The events of a topic; those of one key in their order. */
    List<EventEnvelope> events(String topic) {
        List<EventEnvelope> events = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, Set.of(topic));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, String> event : consumer.poll(POLL)) {
                    events.add(envelope(event));
                }
            }
        }
        return events;
    }

    /** How many records each topic of ours has. */
    Map<String, Long> recordCounts() {
        try (KafkaConsumer<String, String> consumer = consumer()) {
            Map<String, Long> counts = new HashMap<>();
            consumer.endOffsets(partitions(consumer, names()))
                    .forEach((partition, end) -> counts.merge(partition.topic(), end, Long::sum));
            return counts;
        }
    }

    private static EventEnvelope envelope(ConsumerRecord<String, String> event) {
        try {
            return EventEnvelope.from(event);
        } catch (MalformedEventException e) {
            throw new AssertionError("not an event of ours: " + event, e);
        }
    }

    // Replicas report on one topic for as long as they live, whatever is asked of them; on another every request is
    // told.
    private Set<String> names() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            return admin.listTopics().names().get().stream()
                    .filter(name -> !name.startsWith("__") && !ALWAYS_MOVING.contains(name))
                    .collect(Collectors.toSet());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot list the topics", e);
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, String> consumer, Set<String> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
