package io.satang.platform.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads a whole topic, or its last hours, into this process and keeps following it, in a thread of its own and outside any consumer group:
 * the way a service keeps a local copy of another's data. {@link #caughtUp()} turns true when all that was there at the start has been
 * read.
 */
public final class TopicReplay implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicReplay.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final String topic;
    private final KafkaSettings settings;
    private final Optional<Instant> since;
    private final Reader reader;
    private final Set<TopicReplay> open;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<KafkaConsumer<String, String>> consumer = Optional.empty();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile long lag;

    private TopicReplay(
            String topic, KafkaSettings settings, Optional<Instant> since, Reader reader, Set<TopicReplay> open) {
        this.topic = topic;
        this.settings = settings;
        this.since = since;
        this.reader = reader;
        this.open = open;
        this.thread = Thread.ofPlatform().name("replay-" + topic).daemon().unstarted(this::run);
    }

    /** What is done with what a replay reads, by one thread. */
    @FunctionalInterface
    public interface Reader {
        /** Takes a record that has a value; must not fail for one that it cannot read. */
        void read(ConsumerRecord<String, String> message);

        /**
         * Everything before these offsets, by partition, has been read. Told after each look at the topic, at least every half second while
         * Kafka can be reached.
         */
        default void reached(Map<Integer, Long> offsets) {}
    }

    /** Makes replays. */
    @jakarta.enterprise.context.ApplicationScoped
    public static class Factory {
        private final KafkaSettings settings;
        private final MeterRegistry metrics;
        private final Map<String, Set<TopicReplay>> open = new ConcurrentHashMap<>();

        Factory(KafkaSettings settings, MeterRegistry metrics) {
            this.settings = Objects.requireNonNull(settings, "settings");
            this.metrics = Objects.requireNonNull(metrics, "metrics");
        }

        /**
         * Starts to read.
         *
         * @param since the time of the oldest record to read; everything when empty
         */
        public TopicReplay start(String topic, Optional<Instant> since, Reader reader) {
            Set<TopicReplay> ofTopic = open.computeIfAbsent(topic, this::measured);
            TopicReplay replay = new TopicReplay(topic, settings, since, reader, ofTopic);
            ofTopic.add(replay);
            replay.thread.start();
            return replay;
        }

        private Set<TopicReplay> measured(String topic) {
            Set<TopicReplay> ofTopic = ConcurrentHashMap.newKeySet();
            Gauge.builder("satang.replay.lag.records", ofTopic, TopicReplay::longestLag)
                    .description("What a local copy of a topic has still to read")
                    .tag("topic", topic)
                    .register(metrics);
            return ofTopic;
        }
    }

    /** Whether everything that stood on the topic when this started has been read. */
    public boolean caughtUp() {
        return caughtUp.getCount() == 0;
    }

    /** Waits until then, but not longer than this. */
    public void awaitCaughtUp(Duration atMost) throws InterruptedException {
        if (!caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.infof("%s has not been read yet", topic);
        }
    }

    @Override
    public void close() {
        open.remove(this);
        closing.countDown();
        consumer.ifPresent(KafkaConsumer::wakeup);
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private void run() {
        while (!closed()) {
            try (KafkaConsumer<String, String> opened = new KafkaConsumer<>(settings.followingConsumer())) {
                consumer = Optional.of(opened);
                follow(opened);
            } catch (WakeupException e) {
                return;
            } catch (KafkaException e) {
                LOG.warnf("replay of %s starts again: %s", topic, e.toString());
                pause();
            }
        }
    }

    private void follow(KafkaConsumer<String, String> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException(topic + " is not there yet");
        }
        consumer.assign(partitions);
        seek(consumer, partitions);
        Map<TopicPartition, Long> missing = new HashMap<>(consumer.endOffsets(partitions));
        while (!closed()) {
            reader.reached(positions(consumer, partitions));
            missing.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (missing.isEmpty()) {
                caughtUp.countDown();
            }
            lag = lag(consumer, partitions);
            for (ConsumerRecord<String, String> message : consumer.poll(POLL)) {
                // A tombstone tells nothing: no event of ours says that something is gone.
                if (message.value() != null) {
                    reader.read(message);
                }
            }
        }
    }

    private static double longestLag(Set<TopicReplay> replays) {
        return replays.stream().mapToLong(replay -> replay.lag).max().orElse(0);
    }

    /** As the last answers of the brokers have told; nothing is asked for it. */
    private static long lag(KafkaConsumer<String, String> consumer, List<TopicPartition> partitions) {
        return partitions.stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private static Map<Integer, Long> positions(
            KafkaConsumer<String, String> consumer, List<TopicPartition> partitions) {
        return partitions.stream().collect(Collectors.toUnmodifiableMap(TopicPartition::partition, consumer::position));
    }

    private void seek(KafkaConsumer<String, String> consumer, Collection<TopicPartition> partitions) {
        if (since.isEmpty()) {
            consumer.seekToBeginning(partitions);
            return;
        }
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since.get().toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp offset = found.get(partition);
            if (offset == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, offset.offset());
            }
        }
    }

    private void pause() {
        try {
            closing.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
            Thread.currentThread().interrupt();
        }
    }
}
