package io.satang.platform.outbox;

import io.satang.platform.kafka.KafkaSettings;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.SerializationException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Publishes with a transactional producer under an id that all replicas of the service share. Its initialisation raises the producer's epoch
 * at the broker, which from then on refuses everything of the one before. Nobody has to read these transactions as such: what is in the
 * outbox is committed already, and one that was aborted only means that its events come again.
 */
@ApplicationScoped
class KafkaOrderedPublisher implements OrderedPublisher {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    private static final Future<RecordMetadata> NOT_SENT = CompletableFuture.completedFuture(null);
    private static final int TRANSACTION_MAX_MILLIS = 15_000;

    private final Map<String, Object> settings;

    // Everything about transactions blocks.
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("sender-ordered").daemon().factory());

    // Only touched by that thread, and empty until the first event whose order counts: many services have none.
    private Optional<Producer<String, String>> producer = Optional.empty();

    KafkaOrderedPublisher(
            KafkaSettings settings, @ConfigProperty(name = "quarkus.application.name") String application) {
        Objects.requireNonNull(application, "application");
        this.settings = new HashMap<>(settings.producer());
        this.settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, application + "-outbox");
        this.settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MAX_MILLIS);
    }

    @Override
    public Uni<Void> takeOver() {
        return Uni.createFrom().item(this::initialise).runSubscriptionOn(thread);
    }

    @Override
    public Uni<List<Publication>> publish(List<OutboxEvent> events) {
        return Uni.createFrom().item(() -> transaction(events)).runSubscriptionOn(thread);
    }

    private Void initialise() {
        discard();
        Producer<String, String> successor = new KafkaProducer<>(settings);
        producer = Optional.of(successor);
        try {
            successor.initTransactions();
        } catch (RuntimeException e) {
            discard();
            throw e;
        }
        return null;
    }

    private List<Publication> transaction(List<OutboxEvent> events) {
        List<Optional<Publication>> refusals =
                events.stream().map(EventRecords::refusal).toList();
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        Publication outcome;
        try {
            Producer<String, String> current =
                    producer.orElseThrow(() -> new IllegalStateException("has not taken over"));
            current.beginTransaction();
            for (int i = 0; i < events.size(); i++) {
                sent.add(refusals.get(i).isPresent() ? NOT_SENT : send(current, events.get(i)));
            }
            current.commitTransaction();
            outcome = new Publication.Published();
        } catch (RuntimeException e) {
            // Whatever it was, taking over makes a clean start of it.
            discard();
            outcome = new Publication.Passing(e.toString());
        }
        return answers(refusals, sent, outcome);
    }

    private static Future<RecordMetadata> send(Producer<String, String> current, OutboxEvent event) {
        try {
            return current.send(EventRecords.of(event));
        } catch (SerializationException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static List<Publication> answers(
            List<Optional<Publication>> refusals, List<Future<RecordMetadata>> sent, Publication outcome) {
        return IntStream.range(0, refusals.size())
                .mapToObj(i -> refusals.get(i)
                        .or(() -> lasting(i < sent.size() ? Optional.of(sent.get(i)) : Optional.empty()))
                        .orElse(outcome))
                .toList();
    }

    /** The failure of this very record, if it is why the transaction can never succeed. */
    private static Optional<Publication> lasting(Optional<Future<RecordMetadata>> sent) {
        return sent.filter(future -> future.state() == Future.State.FAILED)
                .map(future -> PublishFailures.of(future.exceptionNow()))
                .filter(Publication.Lasting.class::isInstance);
    }

    private void discard() {
        producer.ifPresent(former -> former.close(Duration.ZERO));
        producer = Optional.empty();
    }

    @PreDestroy
    void close() {
        thread.shutdown();
        producer.ifPresent(former -> former.close(CLOSE_TIMEOUT));
    }
}
