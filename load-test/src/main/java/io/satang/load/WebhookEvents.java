package io.satang.load;

import io.satang.events.ChargeChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Charges that were paid, as charge-service would publish them, each naming where its webhook goes. Their accounts exist nowhere else, so
 * that no endpoint of anybody's hears of them.
 */
final class WebhookEvents implements AutoCloseable {
    /** The field that says which step an event belongs to. */
    static final String STEP = "description";
    /** The field that says when it was made, in nanoseconds of this process' clock. */
    static final String MADE = "reference";

    // A charge as merchants see it has about this many bytes.
    private static final String FILLING = "x".repeat(900);
    private static final int BASE = 36;
    // As the relay's batches do: a request to Kafka for each event would take more of the machine than its delivery.
    // Counts as waiting.
    private static final int LINGER_MILLIS = 5;

    private final KafkaProducer<String, String> producer;
    private final Clock clock = Clock.systemUTC();
    private final String run;
    private long made;

    WebhookEvents(String servers) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        LINGER_MILLIS),
                new StringSerializer(),
                new StringSerializer());
        this.run = Long.toString(clock.millis(), BASE);
    }

    /** Hands one to Kafka, which writes it a moment later. */
    void publish(String step, Destination to) {
        String id = run + "n" + Long.toString(made++, BASE);
        String charge = "chrg_test_" + id;
        EventEnvelope envelope = new EventEnvelope(
                "bench" + id, EventType.CHARGE_COMPLETE, charge, 1, to.account(), false, clock.instant());
        ChargeChanged payload = new ChargeChanged(
                charge, Optional.empty(), "successful", 100_000, "THB", List.of(to.uri()), 0, object(charge, step));
        // What Kafka does not take does not come either, and the run says so.
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(
                envelope.type().topic(), null, null, charge, EventJson.write(payload), envelope.headers()));
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    /** Where a webhook goes, and whose it is. */
    record Destination(String account, String uri) {}

    private static RawJson object(String charge, String step) {
        return new RawJson(
                "{\"object\":\"charge\",\"id\":\"%s\",\"%s\":\"%s\",\"%s\":\"%d\",\"metadata\":{\"filling\":\"%s\"}}"
                        .formatted(charge, STEP, step, MADE, System.nanoTime(), FILLING));
    }
}
