package io.satang.account;

import io.satang.events.AccountsApplied;
import io.satang.events.EventJson;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** What a replica of another service says of itself, again and again until it is closed. */
final class OtherReplica implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final Duration EVERY = Duration.ofMillis(300);

    private final String name = UUID.randomUUID().toString();
    private final KafkaProducer<String, String> producer = new KafkaProducer<>(
            Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class)),
            new StringSerializer(),
            new StringSerializer());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> reporting;
    private volatile long offset;

    private OtherReplica() {
        report();
        reporting = timer.scheduleAtFixedRate(this::report, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One that has read nothing; it is known by when this returns. */
    static OtherReplica behind() {
        return new OtherReplica();
    }

    /** From now on it has read everything. */
    void catchUp() {
        offset = Long.MAX_VALUE;
        report();
    }

    /** It stops in order. */
    void leave() {
        reporting.cancel(false);
        timer.close();
        send(new AccountsApplied(name, Map.of(), Map.of()));
    }

    @Override
    public void close() {
        leave();
        producer.close();
    }

    private void report() {
        send(new AccountsApplied(
                name,
                IntStream.range(0, PARTITIONS)
                        .boxed()
                        .collect(Collectors.toMap(partition -> partition, partition -> offset)),
                Map.of()));
    }

    private void send(AccountsApplied report) {
        try {
            producer.send(new ProducerRecord<>(AccountsApplied.TOPIC, name, EventJson.write(report)))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not reported", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
