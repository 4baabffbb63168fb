package io.satang.platform.consumer;

import io.satang.platform.kafka.EventConsumer;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.fault.KafkaFailureHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * The failure strategy of every channel, for what fails before a listener has it or in spite of it: such a record becomes a dead letter,
 * and the channel goes on. The framework's own strategy stops the channel for good.
 */
@ApplicationScoped
@Identifier("put-aside")
class PutAside implements KafkaFailureHandler.Factory {
    private final DeadLetters deadLetters;
    private final ConsumerRetry retry;

    PutAside(DeadLetters deadLetters, ConsumerRetry retry) {
        this.deadLetters = Objects.requireNonNull(deadLetters, "deadLetters");
        this.retry = Objects.requireNonNull(retry, "retry");
    }

    @Override
    public KafkaFailureHandler create(
            KafkaConnectorIncomingConfiguration channel,
            Vertx vertx,
            KafkaConsumer<?, ?> client,
            BiConsumer<Throwable, Boolean> reportFailure) {
        EventConsumer consumer = channel.getGroupId()
                .flatMap(EventConsumer::of)
                .orElseThrow(() -> new IllegalStateException(
                        "the group of channel " + channel.getChannel() + " is not in EventConsumer"));
        return new Handler(consumer);
    }

    private final class Handler implements KafkaFailureHandler {
        private final EventConsumer consumer;

        Handler(EventConsumer consumer) {
            this.consumer = consumer;
        }

        @Override
        public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> message, Throwable reason, Metadata metadata) {
            return retry.untilWritten(consumer, () -> deadLetters.send(consumer, bytes(message), reason))
                    .chain(() -> Uni.createFrom().completionStage(message.ack()));
        }
    }

    // Every channel has deserialisers that leave the bytes as they are, since no other can read everything.
    @SuppressWarnings("unchecked")
    private static ConsumerRecord<byte[], byte[]> bytes(IncomingKafkaRecord<?, ?> message) {
        IncomingKafkaRecordMetadata<byte[], byte[]> metadata =
                message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
        return metadata.getRecord();
    }
}
