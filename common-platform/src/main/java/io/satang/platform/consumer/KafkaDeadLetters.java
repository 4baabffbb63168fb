package io.satang.platform.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.satang.events.MalformedEventException;
import io.satang.platform.database.SqlFailure;
import io.satang.platform.kafka.EventConsumer;
import io.satang.platform.kafka.KafkaSettings;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The dead-letter topics in Kafka. The producer is made for the first letter: most processes never write one. */
@ApplicationScoped
class KafkaDeadLetters implements DeadLetters {
    private static final Logger LOG = Logger.getLogger(KafkaDeadLetters.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final MeterRegistry metrics;
    // send() blocks while metadata is fetched, which no event loop may.
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("dead-letter-sender").daemon().factory());

    KafkaDeadLetters(KafkaSettings settings, MeterRegistry metrics) {
        this.producer = new KafkaProducer<>(settings.producer(), new ByteArraySerializer(), new ByteArraySerializer());
        this.metrics = Objects.requireNonNull(metrics, "metrics");
    }

    @Override
    public Uni<Void> send(EventConsumer consumer, ConsumerRecord<byte[], byte[]> message, Throwable reason) {
        return Uni.createFrom()
                .<Void>emitter(emitter -> hand(DeadLetter.of(consumer, message, reason), (metadata, failure) -> {
                    if (failure == null) {
                        emitter.complete(null);
                    } else {
                        emitter.fail(failure);
                    }
                }))
                .runSubscriptionOn(sender)
                .invoke(() -> count(consumer, message, reason));
    }

    private void count(EventConsumer consumer, ConsumerRecord<byte[], byte[]> message, Throwable reason) {
        LOG.warnf(
                "%s put %s-%d@%d aside: %s",
                consumer.group(), message.topic(), message.partition(), message.offset(), reason.getMessage());
        Counter.builder("satang.dead.letters")
                .description("Records that a consumer has put aside")
                .tag("topic", message.topic())
                .tag("consumer", consumer.group())
                .tag("reason", label(reason))
                .register(metrics)
                .increment();
    }

    /** Whose fault it is: the record's, that of what it says, or ours. */
    private static String label(Throwable reason) {
        if (reason instanceof MalformedEventException) {
            return "unreadable";
        }
        return refusedByDatabase(reason) || refusedByDatabase(reason.getCause()) ? "refused" : "unexpected";
    }

    private static boolean refusedByDatabase(@Nullable Throwable failure) {
        return failure != null && SqlFailure.of(failure) == SqlFailure.DATA;
    }

    // The callback hears of every failure, so the future has nothing to add.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void hand(ProducerRecord<byte[], byte[]> letter, Callback callback) {
        try {
            producer.send(letter, callback);
        } catch (RuntimeException e) {
            callback.onCompletion(null, e);
        }
    }

    @PreDestroy
    void close() {
        sender.shutdownNow();
        producer.close(CLOSE_TIMEOUT);
    }
}
