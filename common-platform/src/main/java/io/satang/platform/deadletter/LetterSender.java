package io.satang.platform.deadletter;

import io.satang.platform.kafka.KafkaSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/** Sends records to their topics again. */
@ApplicationScoped
class LetterSender {
    private static final Logger LOG = Logger.getLogger(LetterSender.class);

    private final KafkaSettings settings;

    LetterSender(KafkaSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
    }

    /**
     * Sends these and waits until Kafka has them, at most for the producer's delivery time-out. What Kafka refuses stops none of the others.
     *
     * @param records by the offset of their letter
     * @return the offsets of those that Kafka has for certain
     */
    List<Long> send(Map<Long, ProducerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
            Map<Long, Future<RecordMetadata>> sent = new LinkedHashMap<>();
            records.forEach((offset, message) -> sent.put(offset, send(producer, message)));
            return sent.entrySet().stream()
                    .filter(each -> written(each.getKey(), each.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    private static Future<RecordMetadata> send(
            KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> message) {
        try {
            return producer.send(message);
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static boolean written(long offset, Future<RecordMetadata> sent) {
        try {
            sent.get();
            return true;
        } catch (ExecutionException e) {
            LOG.warnf("the letter at offset %d was not redriven: %s", offset, e.getCause());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
