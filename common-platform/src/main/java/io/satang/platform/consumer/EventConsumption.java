package io.satang.platform.consumer;

import io.satang.events.MalformedEventException;
import io.satang.platform.kafka.EventConsumer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How a consumer takes a batch of records: whatever bytes stand on a topic, each record ends applied or among the dead letters, and the
 * partition goes on. What cannot be read is put aside. What can be is applied as one; when that fails by the fault of some of it, by halves,
 * until the bad records stand alone. What fails for want of a database is tried until there is one ({@link ConsumerRetry}).
 *
 * @param <E> what a record says
 */
public final class EventConsumption<E> {
    private final EventConsumer consumer;
    private final Reader<E> reader;
    private final Function<List<E>, Uni<Void>> application;
    private final DeadLetters deadLetters;
    private final ConsumerRetry retry;

    /** Reads records whose bytes may be anything. */
    @FunctionalInterface
    public interface Reader<E> {
        /** What the record says; empty when that does not concern this consumer. */
        Optional<E> read(ConsumerRecord<byte[], byte[]> message) throws MalformedEventException;
    }

    private record Rejected(ConsumerRecord<byte[], byte[]> message, Throwable reason) {}

    private record Decoded<E>(ConsumerRecord<byte[], byte[]> message, E event) {}

    /**
     * A consumption.
     *
     * @param application applies all or nothing; repeating it must be harmless
     */
    public EventConsumption(
            EventConsumer consumer,
            Reader<E> reader,
            Function<List<E>, Uni<Void>> application,
            DeadLetters deadLetters,
            ConsumerRetry retry) {
        this.consumer = Objects.requireNonNull(consumer, "consumer");
        this.reader = Objects.requireNonNull(reader, "reader");
        this.application = Objects.requireNonNull(application, "application");
        this.deadLetters = Objects.requireNonNull(deadLetters, "deadLetters");
        this.retry = Objects.requireNonNull(retry, "retry");
    }

    /** Completes when every record is applied or put aside. */
    public Uni<Void> take(Iterable<ConsumerRecord<byte[], byte[]>> messages) {
        List<Decoded<E>> decoded = new ArrayList<>();
        List<Rejected> unreadable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            try {
                reader.read(message).ifPresent(event -> decoded.add(new Decoded<>(message, event)));
            } catch (MalformedEventException | RuntimeException e) {
                // A reader that trips over what it was not written for is no reason to stop either.
                unreadable.add(new Rejected(message, e));
            }
        }
        return apply(decoded).chain(() -> putAside(unreadable));
    }

    private Uni<Void> apply(List<Decoded<E>> decoded) {
        if (decoded.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<E> events = decoded.stream().map(Decoded::event).toList();
        return retry.untilApplied(consumer, () -> application.apply(events))
                .onFailure()
                .recoverWithUni(failure -> applyByHalves(decoded, failure));
    }

    private Uni<Void> applyByHalves(List<Decoded<E>> decoded, Throwable failure) {
        if (decoded.size() == 1) {
            return putAside(List.of(new Rejected(decoded.getFirst().message(), failure)));
        }
        int middle = decoded.size() / 2;
        return apply(decoded.subList(0, middle)).chain(() -> apply(decoded.subList(middle, decoded.size())));
    }

    // One after the other, so that none is sent again because a later one failed.
    private Uni<Void> putAside(List<Rejected> rejected) {
        if (rejected.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(rejected)
                .onItem()
                .transformToUniAndConcatenate(each ->
                        retry.untilWritten(consumer, () -> deadLetters.send(consumer, each.message(), each.reason())))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
