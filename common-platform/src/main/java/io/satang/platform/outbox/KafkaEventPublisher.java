package io.satang.platform.outbox;

import io.satang.platform.kafka.KafkaSettings;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Publishes to Kafka with an idempotent producer and {@code acks=all}. Each topic has a thread of its own for handing over: that blocks
 * while metadata is fetched or the buffer is full, which no event loop may, and for which no other topic should wait.
 */
@ApplicationScoped
class KafkaEventPublisher implements EventPublisher {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration QUEUED_MAX = Duration.ofSeconds(10);

    private final Producer<String, String> producer;
    private final Map<String, ExecutorService> senders = new ConcurrentHashMap<>();

    KafkaEventPublisher(KafkaSettings settings) {
        this.producer = new KafkaProducer<>(settings.producer());
    }

    /** An event and its place in the batch. */
    private record Positioned(int position, OutboxEvent event) {
        String topic() {
            return event.envelope().type().topic();
        }
    }

    @Override
    public Uni<List<Publication>> publish(List<OutboxEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.createFrom().emitter(emitter -> {
            PendingPublication pending = new PendingPublication(events.size(), emitter::complete);
            IntStream.range(0, events.size())
                    .mapToObj(position -> new Positioned(position, events.get(position)))
                    .collect(Collectors.groupingBy(Positioned::topic))
                    .forEach((topic, some) -> handOver(topic, some, pending));
        });
    }

    private void handOver(String topic, List<Positioned> events, PendingPublication pending) {
        long queuedAt = System.nanoTime();
        try {
            sender(topic).execute(() -> {
                if (System.nanoTime() - queuedAt > QUEUED_MAX.toNanos()) {
                    fail(events, pending, new TimeoutException("waited too long for those before it"));
                } else {
                    sendAll(events, pending);
                }
            });
        } catch (RejectedExecutionException e) {
            fail(events, pending, e);
        }
    }

    private void sendAll(List<Positioned> events, PendingPublication pending) {
        AtomicReference<Exception> passing = new AtomicReference<>();
        for (Positioned each : events) {
            if (passing.get() != null) {
                // Without a broker, every further one would block for as long as the first.
                pending.answer(each.position(), PublishFailures.of(passing.get()));
                continue;
            }
            EventRecords.refusal(each.event())
                    .ifPresentOrElse(
                            refusal -> pending.answer(each.position(), refusal), () -> send(each, pending, passing));
        }
    }

    private void send(Positioned each, PendingPublication pending, AtomicReference<Exception> passing) {
        hand(EventRecords.of(each.event()), (metadata, failure) -> {
            if (failure == null) {
                pending.answer(each.position(), new Publication.Published());
                return;
            }
            Publication answer = PublishFailures.of(failure);
            if (answer instanceof Publication.Passing) {
                passing.set(failure);
            }
            pending.answer(each.position(), answer);
        });
    }

    // The callback hears of every failure, so the future has nothing to add.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void hand(ProducerRecord<String, String> message, Callback callback) {
        try {
            producer.send(message, callback);
        } catch (RuntimeException e) {
            // What is wrong with the record itself, or a closed producer, is thrown.
            callback.onCompletion(null, e);
        }
    }

    private static void fail(List<Positioned> events, PendingPublication pending, Exception failure) {
        events.forEach(each -> pending.answer(each.position(), PublishFailures.of(failure)));
    }

    private ExecutorService sender(String topic) {
        return senders.computeIfAbsent(
                topic,
                name -> Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("sender-" + name).daemon().factory()));
    }

    @PreDestroy
    void close() {
        senders.values().forEach(ExecutorService::shutdownNow);
        producer.close(CLOSE_TIMEOUT);
    }
}
