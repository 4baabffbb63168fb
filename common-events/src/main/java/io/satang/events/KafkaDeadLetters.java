package io.satang.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** The dead-letter topics in Kafka. */
@ApplicationScoped
class KafkaDeadLetters implements DeadLetters {
    private static final Logger LOG = Logger.getLogger(KafkaDeadLetters.class);

    private final KafkaEventPublisher publisher;
    private final MeterRegistry metrics;

    KafkaDeadLetters(KafkaEventPublisher publisher, MeterRegistry metrics) {
        this.publisher = Objects.requireNonNull(publisher, "publisher");
        this.metrics = Objects.requireNonNull(metrics, "metrics");
    }

    @Override
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
