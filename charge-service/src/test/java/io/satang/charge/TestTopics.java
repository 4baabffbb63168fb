package io.satang.charge;

import static org.awaitility.Awaitility.await;

import io.satang.events.ChargeChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.events.MalformedEventException;
import io.satang.events.PaymentVoided;
import io.satang.events.RefundCreated;
import io.satang.testing.TopicHistory;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this service has published, as any other service would read it. */
@ApplicationScoped
public class TestTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> TOPICS = Stream.of(
                    EventType.CHARGE_CREATED,
                    EventType.CHARGE_UPDATED,
                    EventType.CHARGE_COMPLETE,
                    EventType.CHARGE_EXPIRED,
                    EventType.CHARGE_CAPTURED,
                    EventType.CHARGE_REVERSED,
                    EventType.REFUND_CREATED,
                    EventType.PAYMENT_VOIDED,
                    EventType.CUSTOMER_CREATED,
                    EventType.CUSTOMER_UPDATED,
                    EventType.CUSTOMER_DESTROYED,
                    EventType.CARD_UPDATED,
                    EventType.CARD_DESTROYED)
            .map(EventType::topic)
            .toList();

    private final TopicHistory history;
    private final Producer<String, String> producer;

    TestTopics(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.history = new TopicHistory(bootstrapServers, TOPICS);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    /**
     * An event of a charge.
     *
     * @param envelope its headers
     * @param payload  what it says
     */
    public record Event(EventEnvelope envelope, ChargeChanged payload) {}

    /** The charge's events by version, once there are this many. */
    public List<Event> awaitEvents(String chargeId, int count) {
        return await().atMost(PATIENCE).until(() -> events(chargeId), events -> events.size() >= count);
    }

    /** The charge's events that are there now, by version. */
    public List<Event> events(String chargeId) {
        return history.records().stream()
                .filter(message -> message.key().equals(chargeId))
                .map(TestTopics::event)
                .sorted(Comparator.comparingLong(event -> event.envelope().version()))
                .toList();
    }

    /** The payments that have gone back of a charge, once there is one. */
    public List<PaymentVoided> awaitVoided(String chargeId) {
        return await().atMost(PATIENCE).until(() -> voided(chargeId), payments -> !payments.isEmpty());
    }

    /** What was told of this refund, once something was. */
    public List<RefundCreated> awaitRefunded(String refundId) {
        return await().atMost(PATIENCE).until(() -> refunded(refundId), events -> !events.isEmpty());
    }

    /** What has been told of this refund by now. */
    public List<RefundCreated> refunded(String refundId) {
        return history.records().stream()
                .filter(message -> message.topic().equals(EventType.REFUND_CREATED.topic()))
                .filter(message -> message.key().equals(refundId))
                .map(TestTopics::refund)
                .toList();
    }

    private static RefundCreated refund(ConsumerRecord<String, String> message) {
        try {
            return EventJson.read(message.value(), RefundCreated.class);
        } catch (MalformedEventException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<PaymentVoided> voided(String chargeId) {
        return history.records().stream()
                .filter(message -> message.topic().equals(EventType.PAYMENT_VOIDED.topic()))
                .map(TestTopics::payment)
                .filter(payment -> payment.chargeId().equals(chargeId))
                .toList();
    }

    /** Whatever was published of this aggregate, once there are this many records, by the events' versions. */
    public List<ConsumerRecord<String, String>> awaitRecords(String aggregateId, int count) {
        return await().atMost(PATIENCE).until(() -> records(aggregateId), records -> records.size() >= count);
    }

    private List<ConsumerRecord<String, String>> records(String aggregateId) {
        return history.records().stream()
                .filter(message -> message.key().equals(aggregateId))
                .sorted(Comparator.comparingLong(TestTopics::version))
                .toList();
    }

    private static long version(ConsumerRecord<String, String> message) {
        try {
            return EventEnvelope.from(message).version();
        } catch (MalformedEventException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many events there are of all charges, customers and cards. */
    public long size() {
        return history.records().size();
    }

    /** Puts a record on a topic and waits until Kafka has it. */
    public void send(ProducerRecord<String, String> message) {
        try {
            producer.send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not take it", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @PreDestroy
    void close() {
        producer.close();
        history.close();
    }

    private static PaymentVoided payment(ConsumerRecord<String, String> message) {
        try {
            return EventJson.read(message.value(), PaymentVoided.class);
        } catch (MalformedEventException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Event event(ConsumerRecord<String, String> message) {
        try {
            return new Event(EventEnvelope.from(message), EventJson.read(message.value(), ChargeChanged.class));
        } catch (MalformedEventException e) {
            throw new IllegalStateException(e);
        }
    }
}
