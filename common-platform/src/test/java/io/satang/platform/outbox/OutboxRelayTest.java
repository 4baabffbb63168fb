package io.satang.platform.outbox;

import static io.satang.platform.outbox.OutboxEvents.IDS;
import static io.satang.platform.outbox.OutboxEvents.free;
import static io.satang.platform.outbox.OutboxEvents.ordered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.satang.events.EventType;
import io.satang.events.Sizes;
import io.satang.platform.kafka.KafkaRecords;
import io.satang.platform.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The relay with a real PostgreSQL and a real Kafka: nothing is lost, nothing is held up, and order is kept where it is promised. */
class OutboxRelayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    // Before the broker ends a dead relay's transaction by itself (15 s): it is the lease that passes on.
    private static final Duration FAILOVER_MAX = Duration.ofSeconds(12);

    private final List<RelayReplica> replicas = new ArrayList<>();
    private final String application = "relay-" + IDS.nextBody();
    private OutboxDatabase database;

    @BeforeAll
    static void createTopics() throws Exception {
        KafkaRecords.createTopics();
    }

    @BeforeEach
    void open() {
        database = new OutboxDatabase();
    }

    @AfterEach
    void close() {
        replicas.forEach(RelayReplica::close);
        database.close();
    }

    @Test
    void what_was_committed_leaves_from_memory_without_a_lease_and_its_row_is_deleted() {
        List<OutboxEvent> events = List.of(free(), free(), free());
        database.write(events);

        replica("a", KafkaRecords.settings()).relay().committed(events);

        await().atMost(PATIENCE).until(() -> database.waiting().isEmpty());
        events.forEach(event -> assertThat(published(event)).hasSize(1));
    }

    @Test
    void an_event_that_is_too_large_is_set_aside_and_its_neighbours_are_published_once() {
        OutboxEvent before = free();
        OutboxEvent poison = large(EventType.CHARGE_CREATED);
        OutboxEvent after = free();
        List<OutboxEvent> events = List.of(before, poison, after);
        database.write(events);

        replica("a", KafkaRecords.settings()).relay().committed(events);

        await().atMost(PATIENCE).until(() -> database.waiting().isEmpty());
        assertThat(database.dead()).containsOnlyKeys(poison.envelope().id());
        assertThat(published(before)).hasSize(1);
        assertThat(published(after)).hasSize(1);
    }

    @Test
    void poison_among_swept_rows_stops_none_of_them() {
        OutboxEvent before = free();
        OutboxEvent poison = large(EventType.CHARGE_CREATED);
        OutboxEvent unknown = free();
        OutboxEvent after = free();
        database.write(List.of(before, poison, unknown, after));
        database.execute(
                "UPDATE outbox SET type = 'no.such.type', stored_at = now() - interval '11 minutes' WHERE id = '"
                        + unknown.envelope().id() + "'");

        replica("a", KafkaRecords.settings()).start();

        await().atMost(PATIENCE).until(() -> database.waiting().isEmpty());
        assertThat(database.dead())
                .containsOnlyKeys(poison.envelope().id(), unknown.envelope().id());
        assertThat(published(before)).hasSize(1);
        assertThat(published(after)).hasSize(1);
    }

    @Test
    void poison_among_ordered_rows_stops_none_of_them() {
        String aggregate = IDS.next("chrg", false);
        OutboxEvent poison = OutboxEvents.of(
                EventType.CHARGE_UPDATED, aggregate, 2, "\"" + "x".repeat(Sizes.EVENT_BYTES_MAX) + "\"");
        database.write(List.of(ordered(aggregate, 1), poison, ordered(aggregate, 3)));

        replica("a", KafkaRecords.settings()).start();

        await().atMost(PATIENCE).until(() -> database.waiting().isEmpty());
        assertThat(database.dead()).containsOnlyKeys(poison.envelope().id());
        assertThat(versions(aggregate)).containsExactly(1L, 3L);
    }

    @Test
    void what_a_crashed_replica_left_leaves_when_its_lease_has_passed_on() {
        RelayReplica first = replica("a", KafkaRecords.settings()).start();
        String warm = IDS.next("chrg", false);
        write(first, List.of(ordered(warm, 1)));
        await().atMost(PATIENCE).until(() -> database.waiting().isEmpty());
        replica("b", KafkaRecords.settings()).start();
        first.crash();

        String aggregate = IDS.next("chrg", false);
        database.write(List.of(free(), ordered(aggregate, 1), ordered(aggregate, 2)));

        await().atMost(FAILOVER_MAX).until(() -> database.waiting().isEmpty());
        assertThat(versions(aggregate)).containsExactly(1L, 2L);
    }

    @Test
    void a_replica_that_wakes_with_a_batch_in_its_hands_is_refused_by_the_broker() {
        String aggregate = IDS.next("chrg", false);
        RelayReplica paused = replica("a", KafkaRecords.settings()).start();
        write(paused, List.of(ordered(aggregate, 1)));
        await().atMost(PATIENCE).until(() -> database.waiting().isEmpty());
        paused.freeze();
        write(paused, List.of(ordered(aggregate, 2)));
        RelayReplica successor = replica("b", KafkaRecords.settings()).start();

        await().atMost(FAILOVER_MAX).until(() -> database.waiting().isEmpty());
        write(successor, List.of(ordered(aggregate, 3)));
        await().atMost(PATIENCE).until(() -> database.waiting().isEmpty());
        paused.thaw();
        String later = IDS.next("chrg", false);
        write(paused, List.of(ordered(later, 1)));

        await().atMost(PATIENCE).until(() -> !versions(later).isEmpty());
        assertThat(versions(aggregate)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void two_replicas_keep_the_order_of_each_aggregate() {
        List<RelayReplica> two = List.of(
                replica("a", KafkaRecords.settings()).start(),
                replica("b", KafkaRecords.settings()).start());
        List<String> aggregates =
                IntStream.range(0, 8).mapToObj(i -> IDS.next("chrg", false)).toList();

        List<CompletableFuture<Void>> writers = aggregates.stream()
                .map(aggregate -> CompletableFuture.runAsync(() -> IntStream.rangeClosed(1, 30)
                        .forEach(version -> write(two.get(version % 2), List.of(ordered(aggregate, version))))))
                .toList();
        writers.forEach(CompletableFuture::join);

        await().atMost(PATIENCE).until(() -> database.waiting().isEmpty());
        List<Long> all = IntStream.rangeClosed(1, 30).mapToObj(Long::valueOf).toList();
        aggregates.forEach(aggregate -> assertThat(versions(aggregate)).isEqualTo(all));
    }

    @Test
    void while_kafka_is_away_memory_is_bounded_and_afterwards_everything_leaves_with_few_repeats() {
        OutboxRelay away = replica("a", KafkaRecords.settings("127.0.0.1:1")).relay();
        List<OutboxEvent> events = IntStream.range(0, 2_000)
                .mapToObj(i -> OutboxEvents.of(
                        EventType.SOURCE_CREATED, IDS.next("src", false), 1, "\"" + "x".repeat(10_000) + "\""))
                .toList();
        for (int from = 0; from < events.size(); from += 100) {
            database.write(events.subList(from, from + 100));
            away.committed(events.subList(from, from + 100));
        }
        assertThat(away.memoryBytes()).isBetween(1L, 16L * 1024 * 1024);
        assertThat(away.overflowed()).isPositive();

        replica("b", KafkaRecords.settings()).start();

        await().atMost(Duration.ofSeconds(15)).until(() -> database.waiting().isEmpty());
        List<String> keys =
                events.stream().map(event -> event.envelope().aggregateId()).toList();
        assertThat(KafkaRecords.on("source.created"))
                .extracting(ConsumerRecord::key)
                .filteredOn(keys::contains)
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void a_stopped_relay_settles_what_is_under_way_and_gives_up_its_lease() {
        RelayReplica first = replica("a", KafkaRecords.settings()).start();
        await().atMost(PATIENCE)
                .until(() -> new PgRelayLeases(database.newPool(1))
                        .acquire("c")
                        .await()
                        .atMost(PATIENCE)
                        .isEmpty());
        OutboxEvent event = free();
        write(first, List.of(event));

        first.relay().stop().await().atMost(PATIENCE);

        assertThat(database.waiting()).isEmpty();
        assertThat(new PgRelayLeases(database.newPool(1)).acquire("b").await().atMost(PATIENCE))
                .isPresent();
    }

    private void write(RelayReplica replica, List<OutboxEvent> events) {
        database.write(events);
        replica.relay().committed(events);
    }

    private RelayReplica replica(String name, KafkaSettings kafka) {
        RelayReplica replica = new RelayReplica(name, database, kafka, application);
        replicas.add(replica);
        return replica;
    }

    private static OutboxEvent large(EventType type) {
        return OutboxEvents.of(type, IDS.next("chrg", false), 1, "\"" + "x".repeat(Sizes.EVENT_BYTES_MAX) + "\"");
    }

    private static List<ConsumerRecord<String, String>> published(OutboxEvent event) {
        return KafkaRecords.on(event.envelope().type().topic()).stream()
                .filter(message -> message.key().equals(event.envelope().aggregateId()))
                .toList();
    }

    private static List<Long> versions(String aggregate) {
        return KafkaRecords.on("charge.updated").stream()
                .filter(message -> message.key().equals(aggregate))
                .map(message -> Long.valueOf(new String(
                        message.headers().lastHeader("ce_aggregateversion").value(),
                        java.nio.charset.StandardCharsets.UTF_8)))
                .toList();
    }
}
