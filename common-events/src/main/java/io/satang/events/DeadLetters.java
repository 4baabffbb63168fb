package io.satang.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Where records go that no retry can make readable, so that they never block a partition: {@code <topic>.dead-letter}. */
@ApplicationScoped
public class DeadLetters {
    /** Appended to the topic's name. */
    public static final String SUFFIX = ".dead-letter";

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final KafkaEventPublisher publisher;
    private final MeterRegistry metrics;

    DeadLetters(KafkaEventPublisher publisher, MeterRegistry metrics) {
        this.publisher = Objects.requireNonNull(publisher, "publisher");
        this.metrics = Objects.requireNonNull(metrics, "metrics");
    }

    /** Keeps the record, its headers, where it stood and why it was put aside; succeeds once Kafka has it. */
    public Uni<Void> send(ConsumerRecord<String, String> message, String reason) {
        LOG.warnf("dead letter from %s-%d@%d: %s", message.topic(), message.partition(), message.offset(), reason);
        metrics.counter("satang.dead.letters", "topic", message.topic()).increment();
        ProducerRecord<String, String> letter =
                new ProducerRecord<>(message.topic() + SUFFIX, null, message.key(), message.value(), message.headers());
        letter.headers()
                .add("dead-letter-reason", reason.getBytes(UTF_8))
                .add(
                        "dead-letter-partition",
                        Integer.toString(message.partition()).getBytes(UTF_8))
                .add("dead-letter-offset", Long.toString(message.offset()).getBytes(UTF_8));
        return publisher.send(letter);
    }
}
