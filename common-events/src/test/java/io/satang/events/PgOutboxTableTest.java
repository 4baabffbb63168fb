package io.satang.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.satang.events.OutboxTable.Drained;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The outbox in a real PostgreSQL: nothing is lost, and the events of an aggregate keep their order. */
class PgOutboxTableTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final Ids IDS = new Ids(Clock.systemUTC());

    private OutboxDatabase database;
    private PgOutboxTable table;
    private final List<OutboxEvent> published = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        database = new OutboxDatabase();
        table = new PgOutboxTable(database.newPool(2));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatWasWrittenIsPublishedAsItWasInItsOrder() {
        List<OutboxEvent> events = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> event("chrg_test_a", i))
                .toList();
        database.write(events);

        assertThat(drain(100, this::publish)).isEqualTo(new Drained(5, false));

        assertThat(published).isEqualTo(events);
        assertThat(database.waiting()).isEmpty();
    }

    @Test
    void anEmptyOutboxPublishesNothing() {
        assertThat(drain(100, this::publish)).isEqualTo(new Drained(0, false));
        assertThat(published).isEmpty();
    }

    @Test
    void aDrainTakesTheOldestUpToItsLimit() {
        database.write(IntStream.rangeClosed(1, 5)
                .mapToObj(i -> event("chrg_test_a", i))
                .toList());

        assertThat(drain(2, this::publish)).isEqualTo(new Drained(2, false));
        assertThat(published).extracting(event -> event.envelope().version()).containsExactly(1L, 2L);
        drain(2, this::publish);
        drain(2, this::publish);

        assertThat(published).extracting(event -> event.envelope().version()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void whatCouldNotBePublishedIsStillThere() {
        OutboxEvent event = event("chrg_test_a", 1);
        database.write(List.of(event));

        assertThatThrownBy(() -> drain(100, events -> Uni.createFrom().failure(new IllegalStateException("no broker"))))
                .hasMessage("no broker");

        assertThat(database.waiting()).containsExactly(event.envelope().id());
        assertThat(drain(100, this::publish)).isEqualTo(new Drained(1, false));
    }

    @Test
    void aConnectionThatIsCutBetweenPublishingAndCommittingRepeatsTheEvents() {
        OutboxEvent event = event("chrg_test_a", 1);
        database.write(List.of(event));

        assertThatThrownBy(() -> drain(100, events -> publish(events).chain(database::cutDrainer)))
                .isInstanceOf(RuntimeException.class);

        assertThat(database.waiting()).containsExactly(event.envelope().id());
        assertThat(drain(100, this::publish)).isEqualTo(new Drained(1, false));
        assertThat(published).containsExactly(event, event);
    }

    @Test
    void whileOneDrainsAnotherLooksAtNothing() {
        database.write(List.of(event("chrg_test_a", 1)));
        CompletableFuture<List<OutboxEvent>> publishing = new CompletableFuture<>();
        CompletableFuture<Void> stored = new CompletableFuture<>();

        CompletableFuture<Drained> first = table.drain(100, events -> {
                    publishing.complete(events);
                    return Uni.createFrom().completionStage(stored);
                })
                .subscribeAsCompletionStage();
        await().atMost(PATIENCE).until(publishing::isDone);

        assertThat(drain(100, this::publish)).isEqualTo(new Drained(0, true));
        stored.complete(null);
        await().atMost(PATIENCE).until(first::isDone);
        assertThat(first).isCompletedWithValue(new Drained(1, false));
        assertThat(published).isEmpty();
    }

    // The timers live as long as the test, and what they run reports by what it publishes.
    @SuppressWarnings("FutureReturnValueIgnored")
    @Test
    void twoReplicasLoseNothingAndKeepTheOrderOfEachAggregateWhilePublishingFailsNowAndThen() {
        int aggregates = 12;
        int versions = 40;
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try (ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
                ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<OutboxRelay> replicas = IntStream.range(0, 2)
                    .mapToObj(i -> new OutboxRelay(
                            new PgOutboxTable(database.newPool(2)),
                            new UnreliablePublisher(seen, new Random(i)),
                            (delay, task) -> timers.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS)))
                    .toList();
            timers.scheduleWithFixedDelay(() -> replicas.forEach(OutboxRelay::nudge), 50, 50, TimeUnit.MILLISECONDS);

            List<CompletableFuture<Void>> writing = IntStream.range(0, aggregates)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> write("chrg_" + i, versions, replicas.get(i % 2)), writers))
                    .toList();
            writing.forEach(CompletableFuture::join);
            await().atMost(PATIENCE).until(() -> database.waiting().isEmpty());
            replicas.forEach(OutboxRelay::stop);
        }

        assertThat(firstAppearances(seen)).isEqualTo(everything(aggregates, versions));
    }

    private void write(String aggregate, int versions, OutboxRelay relay) {
        for (int version = 1; version <= versions; version++) {
            database.write(List.of(event(aggregate, version)));
            relay.nudge();
        }
    }

    /** Each aggregate's versions in the order in which they were published for the first time. */
    private static Map<String, List<Integer>> firstAppearances(List<String> seen) {
        Map<String, List<Integer>> versions = new HashMap<>();
        for (String name : seen.stream().distinct().toList()) {
            String[] parts = name.split("@", 2);
            versions.computeIfAbsent(parts[0], none -> new ArrayList<>()).add(Integer.valueOf(parts[1]));
        }
        return versions;
    }

    private static Map<String, List<Integer>> everything(int aggregates, int versions) {
        Map<String, List<Integer>> all = new HashMap<>();
        IntStream.range(0, aggregates)
                .forEach(i -> all.put(
                        "chrg_" + i, IntStream.rangeClosed(1, versions).boxed().toList()));
        return all;
    }

    /** Stores some of a batch and fails, one time in five. */
    private record UnreliablePublisher(List<String> seen, Random random) implements EventPublisher {
        @Override
        public Uni<Void> publish(List<OutboxEvent> events) {
            boolean fails = random.nextInt(5) == 0;
            int stored = fails ? random.nextInt(events.size() + 1) : events.size();
            events.subList(0, stored)
                    .forEach(event -> seen.add(event.envelope().aggregateId() + "@"
                            + event.envelope().version()));
            return fails
                    ? Uni.createFrom().failure(new IllegalStateException("broker away"))
                    : Uni.createFrom().voidItem();
        }
    }

    private Uni<Void> publish(List<OutboxEvent> events) {
        published.addAll(events);
        return Uni.createFrom().voidItem();
    }

    private Drained drain(int limit, Function<List<OutboxEvent>, Uni<Void>> publish) {
        return table.drain(limit, publish).await().atMost(PATIENCE);
    }

    private static OutboxEvent event(String aggregate, long version) {
        EventEnvelope envelope = new EventEnvelope(
                IDS.nextBody(),
                EventType.CHARGE_UPDATED,
                aggregate,
                version,
                "account_test_5satang000000000001",
                version % 2 == 0,
                TIME);
        return new OutboxEvent(envelope, "{\"version\":" + version + ",\"text\":\"สตางค์\"}");
    }
}
