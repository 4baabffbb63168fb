package io.satang.platform.consumer;

import io.satang.platform.kafka.EventConsumer;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where a consumer puts records that no retry can make good, so that they never block a partition: a topic for each consumer of a topic
 * ({@link EventConsumer#deadLetterTopic}).
 */
public interface DeadLetters {
    /**
     * Keeps the record as it is, where and when it stood, whose letter it is and why; succeeds once Kafka has it. A record that is too
     * large to be kept is kept without its value, which still stands where it stood.
     */
    Uni<Void> send(EventConsumer consumer, ConsumerRecord<byte[], byte[]> message, Throwable reason);
}
