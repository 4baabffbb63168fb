package io.satang.events;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where records go that no retry can make readable, so that they never block a partition: {@code <topic>.dead-letter}. */
public interface DeadLetters {
    /** Appended to the topic's name. */
    String SUFFIX = ".dead-letter";

    /** Keeps the record, its headers, where it stood and why it was put aside; succeeds once Kafka has it. */
    Uni<Void> send(ConsumerRecord<String, String> message, String reason);
}
