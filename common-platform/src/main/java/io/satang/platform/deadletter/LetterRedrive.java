package io.satang.platform.deadletter;

import io.satang.events.EventType;
import io.satang.events.MalformedEventException;
import io.satang.events.RecordText;
import io.satang.platform.consumer.DeadLetter;
import io.satang.platform.kafka.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A consumer's letters, and sending them to the topics that they came from. A letter counts as redriven when Kafka has its record again: who
 * fails in between redrives it twice, which is harmless because consumers go by the event's id, and never not at all. Everything here blocks.
 */
@ApplicationScoped
class LetterRedrive {
    /** How many letters are listed at once. */
    static final int LISTED_MAX = 50;

    /** How many letters one command redrives at the most. */
    static final int REDRIVEN_MAX = 1_000;

    // One command answers before its caller gives up; whoever has more to redrive asks again.
    private static final Duration REDRIVING_MAX = Duration.ofMillis(1_500);
    private static final int BATCH = 50;
    private static final long WINDOW = 10_000;
    private static final Duration DATABASE_MAX = Duration.ofSeconds(4);
    private static final int KEY_CHARACTERS_MAX = 128;

    private final LetterTopics topics;
    private final RedrivenLetters redriven;
    private final LetterSender sender;

    LetterRedrive(LetterTopics topics, RedrivenLetters redriven, LetterSender sender) {
        this.topics = Objects.requireNonNull(topics, "topics");
        this.redriven = Objects.requireNonNull(redriven, "redriven");
        this.sender = Objects.requireNonNull(sender, "sender");
    }

    /** @param next behind which there may be more; empty when there are not */
    record Listed(List<Letter> letters, Optional<LetterPlace> next) {
        Listed {
            letters = List.copyOf(letters);
        }
    }

    /**
     * What a command did.
     *
     * @param redriven letters whose records Kafka has again
     * @param kept     letters that it came by and that cannot be redriven, or were refused
     * @param next     behind which there may be more; empty when there are not
     */
    record Redriven(int redriven, int kept, Optional<LetterPlace> next) {
        private Redriven plus(Redriven other) {
            return new Redriven(redriven + other.redriven, kept + other.kept, next);
        }

        private Redriven until(LetterPlace place) {
            return new Redriven(redriven, kept, Optional.of(place));
        }
    }

    /** How many letters of each topic wait to be redriven; topics without any are not in it. */
    Map<String, Long> waiting(EventConsumer consumer) {
        Map<String, Long> waiting = new LinkedHashMap<>();
        for (LetterPartition partition : topics.of(consumer, consumer.types())) {
            long letters = partition.end() - partition.begin();
            if (letters > 0) {
                waiting.merge(partition.topic(), letters - await(redriven.count(partition)), Long::sum);
            }
        }
        waiting.values().removeIf(letters -> letters <= 0);
        return waiting;
    }

    /** Letters that wait to be redriven, the oldest of each partition first. */
    Listed list(EventConsumer consumer, EventType type, LetterPlace after) {
        List<Letter> letters = new ArrayList<>();
        Optional<LetterPlace> last = Optional.empty();
        int room = LISTED_MAX;
        for (LetterPartition partition : topics.of(consumer, List.of(type))) {
            List<Long> offsets = waiting(partition, firstBehind(after, partition), room);
            topics.read(partition, offsets).forEach(letter -> letters.add(letter(letter, type)));
            room -= offsets.size();
            if (room == 0) {
                last = Optional.of(new LetterPlace(partition.number(), offsets.getLast()));
                break;
            }
        }
        return new Listed(letters, last);
    }

    /** Redrives one letter; empty when it is not there, or was redriven before. */
    Optional<Redriven> redrive(EventConsumer consumer, EventType type, LetterPlace place) {
        return topics.of(consumer, List.of(type)).stream()
                .filter(partition -> partition.number() == place.partition() && partition.holds(place.offset()))
                .filter(partition -> await(redriven.between(partition, place.offset(), place.offset() + 1))
                        .isEmpty())
                .map(partition -> sendAgain(partition, List.of(place.offset())))
                .findFirst();
    }

    /** Redrives the letters that stand there now behind a place, the oldest of each partition first, {@value #REDRIVEN_MAX} at the most. */
    Redriven redriveAll(EventConsumer consumer, EventType type, LetterPlace after) {
        long deadline = System.nanoTime() + REDRIVING_MAX.toNanos();
        Redriven sum = new Redriven(0, 0, Optional.empty());
        for (LetterPartition partition : topics.of(consumer, List.of(type))) {
            await(redriven.forgetBefore(partition));
            List<Long> offsets = waiting(partition, firstBehind(after, partition), BATCH);
            while (!offsets.isEmpty()) {
                sum = sum.plus(sendAgain(partition, offsets));
                if (sum.redriven() >= REDRIVEN_MAX || System.nanoTime() > deadline) {
                    return sum.until(new LetterPlace(partition.number(), offsets.getLast()));
                }
                offsets = waiting(partition, offsets.getLast() + 1, BATCH);
            }
        }
        return sum;
    }

    private Redriven sendAgain(LetterPartition partition, List<Long> offsets) {
        List<ConsumerRecord<byte[], byte[]>> letters = topics.read(partition, offsets);
        if (letters.isEmpty()) {
            throw new TimeoutException("no letter of " + partition.topic() + " was read in time");
        }
        Map<Long, ProducerRecord<byte[], byte[]>> records = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            DeadLetter.again(letter, partition.topic()).ifPresent(message -> records.put(letter.offset(), message));
        }
        List<Long> sent = sender.send(records);
        await(redriven.add(partition, sent));
        return new Redriven(sent.size(), offsets.size() - sent.size(), Optional.empty());
    }

    /** The first offsets, from this one on, whose letters were not redriven. */
    private List<Long> waiting(LetterPartition partition, long from, int most) {
        for (long begin = from; begin < partition.end(); begin += WINDOW) {
            long end = Math.min(begin + WINDOW, partition.end());
            Set<Long> done = await(redriven.between(partition, begin, end));
            List<Long> waiting = LongStream.range(begin, end)
                    .filter(offset -> !done.contains(offset))
                    .limit(most)
                    .boxed()
                    .toList();
            if (!waiting.isEmpty()) {
                return waiting;
            }
        }
        return List.of();
    }

    private static long firstBehind(LetterPlace after, LetterPartition partition) {
        if (partition.number() < after.partition()) {
            return partition.end();
        }
        return partition.number() == after.partition()
                ? Math.max(after.offset() + 1, partition.begin())
                : partition.begin();
    }

    private static Letter letter(ConsumerRecord<byte[], byte[]> letter, EventType type) {
        return new Letter(
                type.topic(),
                new LetterPlace(letter.partition(), letter.offset()),
                Optional.ofNullable(letter.key()).flatMap(LetterRedrive::text),
                DeadLetter.cause(letter),
                DeadLetter.reason(letter),
                Instant.ofEpochMilli(letter.timestamp()),
                DeadLetter.again(letter, type.topic()).isPresent());
    }

    private static Optional<String> text(byte[] key) {
        try {
            return Optional.of(RecordText.of(key, "key")).filter(text -> text.length() <= KEY_CHARACTERS_MAX);
        } catch (MalformedEventException e) {
            return Optional.empty();
        }
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(DATABASE_MAX);
    }
}
