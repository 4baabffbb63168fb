package io.satang.platform.deadletter;

import io.satang.events.EventType;
import io.satang.platform.kafka.EventConsumer;
import io.satang.platform.kafka.KafkaSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Dead-letter topics in Kafka, to be read. Everything here blocks; clients are made for each look, since few are taken. */
@ApplicationScoped
class LetterTopics {
    private static final int ANSWER_SECONDS_MAX = 4;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration READING_MAX = Duration.ofSeconds(3);

    private final KafkaSettings settings;

    LetterTopics(KafkaSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /**
     * The partitions that hold a consumer's letters of these types, in the order of the types; none for a topic that is not there.
     *
     * @throws KafkaException when Kafka does not answer
     */
    List<LetterPartition> of(EventConsumer consumer, List<EventType> types) {
        try (Admin admin = Admin.create(settings.admin())) {
            Map<String, TopicDescription> topics = describe(
                    admin,
                    types.stream()
                            .map(type -> consumer.deadLetterTopic(type.topic()))
                            .toList());
            List<TopicPartition> partitions =
                    topics.values().stream().flatMap(LetterTopics::partitions).toList();
            Map<TopicPartition, Long> begins = offsets(admin, partitions, OffsetSpec.earliest());
            Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
            return types.stream()
                    .flatMap(type -> topics.values().stream()
                            .filter(topic -> topic.name().equals(consumer.deadLetterTopic(type.topic())))
                            .flatMap(topic -> partitions(topic)
                                    .map(partition -> new LetterPartition(
                                            type.topic(),
                                            topic.topicId().toString(),
                                            partition,
                                            begins.getOrDefault(partition, 0L),
                                            ends.getOrDefault(partition, 0L)))))
                    .toList();
        }
    }

    /**
     * The letters at these offsets that are still there, or as many of the first of them as come in time.
     *
     * @param offsets ascending
     */
    List<ConsumerRecord<byte[], byte[]>> read(LetterPartition partition, List<Long> offsets) {
        if (offsets.isEmpty()) {
            return List.of();
        }
        TreeSet<Long> wanted = new TreeSet<>(offsets);
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        long deadline = System.nanoTime() + READING_MAX.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                settings.replayingConsumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition.letters()));
            while (!wanted.isEmpty() && System.nanoTime() < deadline) {
                // What lies between may be much, and was redriven before.
                consumer.seek(partition.letters(), wanted.getFirst());
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
                    if (wanted.contains(letter.offset())) {
                        read.add(letter);
                    }
                    wanted.headSet(letter.offset(), true).clear();
                }
            }
        }
        return read;
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition));
    }

    private static Map<String, TopicDescription> describe(Admin admin, List<String> names) {
        Map<String, TopicDescription> found = new HashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, description) -> {
            try {
                found.put(name, answer(description));
            } catch (UnknownTopicOrPartitionException e) {
                // No topic, no letters; whoever has to make it is told by the readiness of the service.
            }
        });
        return found;
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        return answer(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().offset()));
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }
}
