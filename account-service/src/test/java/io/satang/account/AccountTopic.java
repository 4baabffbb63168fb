package io.satang.account;

import io.satang.events.AccountChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.events.MalformedEventException;
import io.satang.testing.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads what stands on the topic {@code account.changed}. */
public final class AccountTopic {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private AccountTopic() {}

    /**
     * One record.
     *
     * @param envelope the record's headers
     * @param key      the record's key
     * @param account  its payload
     */
    public record Event(EventEnvelope envelope, String key, AccountChanged account) {}

    /** The events of an account, once there are this many. */
    public static List<Event> await(String accountId, int count) {
        AtomicReference<List<Event>> found = new AtomicReference<>(List.of());
        Callable<Boolean> complete = () -> {
            found.set(read(accountId));
            return found.get().size() >= count;
        };
        Awaitility.await().atMost(PATIENCE).until(complete);
        return found.get();
    }

    /** The events of an account that are there now. */
    public static List<Event> read(String accountId) throws MalformedEventException {
        List<Event> events = new ArrayList<>();
        for (ConsumerRecord<String, String> message : Topics.read(EventType.ACCOUNT_CHANGED.topic())) {
            EventEnvelope envelope = EventEnvelope.from(message);
            if (envelope.aggregateId().equals(accountId)) {
                events.add(new Event(envelope, message.key(), EventJson.read(message.value(), AccountChanged.class)));
            }
        }
        return events;
    }

    /** Writes a record once more, as a redrive does. */
    public static void append(Event event) throws ExecutionException, InterruptedException {
        String topic = EventType.ACCOUNT_CHANGED.topic();
        String payload = EventJson.write(event.account());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(
                            topic, null, event.key(), payload, event.envelope().headers()))
                    .get();
        }
    }

    private static Map<String, Object> settings() {
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers, ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    }
}
