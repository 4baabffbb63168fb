package io.satang.events;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes to Kafka with an idempotent producer and {@code acks=all}. */
@ApplicationScoped
class KafkaEventPublisher implements EventPublisher {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Producer<String, String> producer;
    // send() blocks while metadata is fetched or the buffer is full, which no event loop may.
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("outbox-sender").daemon().factory());

    KafkaEventPublisher(KafkaSettings settings) {
        this.producer = new KafkaProducer<>(settings.producer());
    }

    @Override
    public Uni<Void> publish(List<OutboxEvent> events) {
        return Uni.createFrom()
                .<Void>emitter(emitter -> {
                    AtomicInteger missing = new AtomicInteger(events.size());
                    AtomicBoolean failed = new AtomicBoolean();
                    for (OutboxEvent event : events) {
                        if (failed.get()) {
                            // Without a broker, every further one would block for as long as the first.
                            return;
                        }
                        hand(message(event), (metadata, failure) -> {
                            if (failure != null) {
                                failed.set(true);
                                emitter.fail(failure);
                            } else if (missing.decrementAndGet() == 0) {
                                emitter.complete(null);
                            }
                        });
                    }
                })
                .runSubscriptionOn(sender);
    }

    /** Sends one record that is not an event of ours, such as a dead letter. */
    Uni<Void> send(ProducerRecord<String, String> message) {
        return Uni.createFrom()
                .<Void>emitter(emitter -> hand(message, (metadata, failure) -> {
                    if (failure == null) {
                        emitter.complete(null);
                    } else {
                        emitter.fail(failure);
                    }
                }))
                .runSubscriptionOn(sender);
    }

    // The callback hears of every failure, so the future has nothing to add.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void hand(ProducerRecord<String, String> message, Callback callback) {
        producer.send(message, callback);
    }

    @PreDestroy
    void close() {
        sender.shutdownNow();
        producer.close(CLOSE_TIMEOUT);
    }

    private static ProducerRecord<String, String> message(OutboxEvent event) {
        EventEnvelope envelope = event.envelope();
        return new ProducerRecord<>(
                envelope.type().topic(), null, null, envelope.aggregateId(), event.payload(), envelope.headers());
    }
}
