package io.satang.simulation.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/** One partition of a topic: what was appended, in that order, for ever. */
final class Partition {
    private final TopicPartition name;
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();

    Partition(String topic, int number) {
        this.name = new TopicPartition(topic, number);
    }

    TopicPartition name() {
        return name;
    }

    int end() {
        return log.size();
    }

    List<ConsumerRecord<byte[], byte[]>> read(int from, int to) {
        return List.copyOf(log.subList(from, to));
    }

    void append(String key, String value, Headers headers, long millis) {
        log.add(new ConsumerRecord<>(
                name.topic(),
                name.partition(),
                log.size(),
                millis,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key.getBytes(UTF_8),
                value.getBytes(UTF_8),
                headers,
                Optional.empty()));
    }
}
