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

    private record Letter(ConsumerRecord<byte[], byte[]> message, Throwable reason) {}

    private record Heard<E>(ConsumerRecord<byte[], byte[]> message, E said) {}

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
        List<Heard<E>> heard = new ArrayList<>();
        List<Letter> unreadable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            try {
                reader.read(message).ifPresent(said -> heard.add(new Heard<>(message, said)));
            } catch (MalformedEventException | RuntimeException e) {
                // A reader that trips over what it was not written for is no reason to stop either.
                unreadable.add(new Letter(message, e));
            }
        }
        return apply(heard).chain(() -> putAside(unreadable));
    }

    private Uni<Void> apply(List<Heard<E>> heard) {
        if (heard.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<E> said = heard.stream().map(Heard::said).toList();
        return retry.untilApplied(consumer, () -> application.apply(said))
                .onFailure()
                .recoverWithUni(failure -> applyByHalves(heard, failure));
    }

    private Uni<Void> applyByHalves(List<Heard<E>> heard, Throwable failure) {
        if (heard.size() == 1) {
            return putAside(List.of(new Letter(heard.getFirst().message(), failure)));
        }
        int middle = heard.size() / 2;
        return apply(heard.subList(0, middle)).chain(() -> apply(heard.subList(middle, heard.size())));
    }

    // One after the other, so that none is sent again because a later one failed.
    private Uni<Void> putAside(List<Letter> letters) {
        if (letters.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(letters)
                .onItem()
                .transformToUniAndConcatenate(letter -> retry.untilWritten(
                        consumer, () -> deadLetters.send(consumer, letter.message(), letter.reason())))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
