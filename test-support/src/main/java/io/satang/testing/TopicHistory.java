package io.satang.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What stands on some topics, from their beginnings. Whoever asks again reads only what has come since. Safe for use by several threads. */
public final class TopicHistory implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int RECORDS_MAX = 10_000;

    private final KafkaConsumer<String, String> consumer;
    private final Set<String> absent;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

    /** The history of these topics; one that there is not yet has none. The number of a topic's partitions stays as it is. */
    public TopicHistory(String bootstrapServers, Collection<String> topics) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "max.poll.records", RECORDS_MAX),
                new StringDeserializer(),
                new StringDeserializer());
        this.absent = new HashSet<>(topics);
    }

    /** Everything up to the present ends; of one partition in its order. */
    public synchronized List<ConsumerRecord<String, String>> records() {
        List.copyOf(absent).forEach(this::find);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(records::add);
        }
        return List.copyOf(records);
    }

    private void find(String topic) {
        List<TopicPartition> found = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (found.isEmpty()) {
            return;
        }
        absent.remove(topic);
        partitions.addAll(found);
        consumer.assign(partitions);
        consumer.seekToBeginning(found);
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}
