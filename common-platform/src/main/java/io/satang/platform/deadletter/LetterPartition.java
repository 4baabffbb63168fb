package io.satang.platform.deadletter;

import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition of a dead-letter topic, as Kafka has it now.
 *
 * @param topic   the topic whose letters stand here
 * @param id      the dead-letter topic's id, another one when it is made again
 * @param letters the partition of the dead-letter topic
 * @param begin   the offset of the first letter that is still there
 * @param end     the offset that the next letter will have
 */
record LetterPartition(String topic, String id, TopicPartition letters, long begin, long end) {
    LetterPartition {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(letters, "letters");
    }

    int number() {
        return letters.partition();
    }

    boolean holds(long offset) {
        return begin <= offset && offset < end;
    }
}
