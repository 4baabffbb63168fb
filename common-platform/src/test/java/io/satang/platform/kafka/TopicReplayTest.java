package io.satang.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.events.EventType;
import io.satang.platform.id.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A local copy of a topic, against a real Kafka. */
class TopicReplayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TOPIC = EventType.SOURCE_CREATED.topic();
    private static final Ids IDS = new Ids(Clock.systemUTC());

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final TopicReplay.Factory replays = new TopicReplay.Factory(KafkaRecords.settings(), metrics);
    private final List<String> read = new CopyOnWriteArrayList<>();

    @BeforeEach
    void createTopics() throws Exception {
        KafkaRecords.createTopics();
    }

    @Test
    void itHasReadAllThatWasThereWhenItSaysSo() throws Exception {
        List<String> keys = send(50);

        try (TopicReplay replay = replay(Optional.empty())) {
            await().atMost(PATIENCE).until(replay::caughtUp);
            assertThat(read).containsAll(keys);
        }
    }

    @Test
    void itFollowsWhatComesLater() throws Exception {
        try (TopicReplay replay = replay(Optional.empty())) {
            await().atMost(PATIENCE).until(replay::caughtUp);
            List<String> keys = send(10);

            await().atMost(PATIENCE).until(() -> read.containsAll(keys));
        }
    }

    @Test
    void itTellsHowFarItHasReadOnlyAfterItHasReadSoFar() throws Exception {
        List<String> readBefore = new CopyOnWriteArrayList<>();
        AtomicReference<Map<Integer, Long>> reached = new AtomicReference<>(Map.of());
        TopicReplay.Reader reader = new TopicReplay.Reader() {
            @Override
            public void read(ConsumerRecord<String, String> message) {
                readBefore.add(message.key());
            }

            @Override
            public void reached(Map<Integer, Long> offsets) {
                long count =
                        offsets.values().stream().mapToLong(Long::longValue).sum();
                assertThat(readBefore).hasSizeGreaterThanOrEqualTo((int) count);
                reached.set(offsets);
            }
        };
        deleteTopic();
        createTopics();
        List<String> keys = send(10);

        try (TopicReplay replay = replays.start(TOPIC, Optional.empty(), reader)) {
            replay.awaitCaughtUp(PATIENCE);
            await().atMost(PATIENCE)
                    .until(() -> reached.get().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum()
                            == 10);
            assertThat(readBefore).containsAll(keys);
        }
    }

    @Test
    void what_it_has_still_to_read_is_a_number_at_any_time_and_none_once_it_has() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> keys = send(1_000);
        TopicReplay.Reader slow = message -> {
            awaitUninterruptibly(goOn);
            read.add(message.key());
        };

        try (TopicReplay replay = replays.start(TOPIC, Optional.empty(), slow)) {
            assertThat(lag()).isNotNaN();
            goOn.countDown();
            await().atMost(PATIENCE).until(() -> replay.caughtUp() && read.containsAll(keys));
            await().atMost(PATIENCE).until(() -> lag() == 0);
        }
    }

    private double lag() {
        return metrics.get("satang.replay.lag.records")
                .tag("topic", TOPIC)
                .gauge()
                .value();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void itLeavesOutWhatIsOlderThanAskedFor() throws Exception {
        Instant now = Clock.systemUTC().instant();
        deleteTopic();
        createTopics();
        List<String> old = send(10, now.minus(Duration.ofHours(2)));
        List<String> young = send(10, now.minus(Duration.ofMinutes(1)));

        try (TopicReplay replay = replay(Optional.of(now.minus(Duration.ofMinutes(15))))) {
            await().atMost(PATIENCE).until(replay::caughtUp);
            assertThat(read).containsAll(young).doesNotContainAnyElementsOf(old);
        }
    }

    @Test
    void aTombstoneIsNoEvent() throws Exception {
        String gone = IDS.next("src", false);
        KafkaRecords.send(List.of(new ProducerRecord<>(TOPIC, gone, null)));
        List<String> keys = send(10);

        try (TopicReplay replay = replay(Optional.empty())) {
            await().atMost(PATIENCE).until(replay::caughtUp);
            assertThat(read).containsAll(keys).doesNotContain(gone);
        }
    }

    @Test
    void itIsNotCaughtUpWithATopicThatIsNotThereYet() throws Exception {
        deleteTopic();

        try (TopicReplay replay = replay(Optional.empty())) {
            await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> !replay.caughtUp());
            createTopics();
            List<String> keys = send(10);

            await().atMost(PATIENCE).until(() -> replay.caughtUp() && read.containsAll(keys));
        }
    }

    @Test
    void onceClosedItsThreadEnds() {
        TopicReplay replay = replay(Optional.empty());
        await().atMost(PATIENCE).until(replay::caughtUp);

        replay.close();

        await().atMost(PATIENCE).until(() -> threads() == 0);
    }

    private static void deleteTopic() throws Exception {
        try (Admin admin = Admin.create(KafkaRecords.settings().admin())) {
            admin.deleteTopics(List.of(TOPIC)).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(TOPIC));
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("replay-" + TOPIC))
                .count();
    }

    private TopicReplay replay(Optional<Instant> since) {
        return replays.start(TOPIC, since, message -> read.add(message.key()));
    }

    private static List<String> send(int count) throws Exception {
        return send(count, Clock.systemUTC().instant());
    }

    private static List<String> send(int count, Instant time) throws Exception {
        List<String> keys =
                IntStream.range(0, count).mapToObj(i -> IDS.next("src", false)).toList();
        KafkaRecords.send(keys.stream()
                .map(key -> new ProducerRecord<>(TOPIC, null, time.toEpochMilli(), key, "{}"))
                .toList());
        return keys;
    }
}
