package io.satang.platform.outbox;

import static io.satang.platform.outbox.OutboxEvents.free;
import static io.satang.platform.outbox.OutboxEvents.ordered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.events.EventType;
import io.satang.events.Sizes;
import io.satang.platform.outbox.OutboxTable.DeadEvent;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The outbox and its lease in a real PostgreSQL. */
class PgOutboxTableTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OVERDUE = "UPDATE outbox SET stored_at = now() - interval '3 seconds'";

    private OutboxDatabase database;
    private PgOutboxTable table;
    private PgRelayLeases leases;

    @BeforeEach
    void open() {
        database = new OutboxDatabase();
        table = new PgOutboxTable(database.newPool(2));
        leases = new PgRelayLeases(database.newPool(2));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void ordered_events_are_read_as_they_were_written_in_their_order() {
        List<OutboxEvent> events =
                IntStream.rangeClosed(1, 5).mapToObj(i -> ordered("chrg_a", i)).toList();
        database.write(List.of(free()));
        database.write(events);

        assertThat(events(get(table.readOrdered()))).isEqualTo(events);
        assertThat(database.waiting()).hasSize(6);
    }

    @Test
    void events_that_were_just_written_are_left_to_whoever_wrote_them() {
        OutboxEvent event = free();
        database.write(List.of(event));

        assertThat(overdue(0, List.of())).isEmpty();
        database.execute(OVERDUE);
        assertThat(events(overdue(0, List.of()))).containsExactly(event);
    }

    @Test
    void overdue_events_are_read_behind_a_place_and_without_those_that_are_not_wanted() {
        List<OutboxEvent> events = List.of(free(), free(), free());
        database.write(events);
        database.execute(OVERDUE);

        List<OutboxRow> all = overdue(0, List.of());

        assertThat(events(overdue(all.getFirst().seq(), List.of()))).isEqualTo(events.subList(1, 3));
        assertThat(events(overdue(0, List.of(events.get(1).envelope().id()))))
                .containsExactly(events.get(0), events.get(2));
    }

    @Test
    void a_batch_is_bounded_in_bytes_and_has_at_least_one_row() {
        String half = "\"" + "x".repeat(Sizes.BATCH_BYTES_MAX / 2) + "\"";
        OutboxEvent tooLarge = OutboxEvents.of(EventType.CHARGE_UPDATED, "chrg_a", 1, half + half + half);
        OutboxEvent first = OutboxEvents.of(EventType.CHARGE_UPDATED, "chrg_a", 2, half);
        OutboxEvent second = OutboxEvents.of(EventType.CHARGE_UPDATED, "chrg_a", 3, half);
        database.write(List.of(tooLarge, first, second));

        assertThat(events(get(table.readOrdered()))).containsExactly(tooLarge);
        get(table.delete(List.of(tooLarge.envelope().id())));
        assertThat(events(get(table.readOrdered()))).containsExactly(first);
    }

    @Test
    void an_unknown_type_is_left_to_newer_replicas_for_ten_minutes_and_then_named() {
        OutboxEvent unknown = ordered("chrg_a", 1);
        OutboxEvent known = ordered("chrg_b", 1);
        database.write(List.of(unknown, known));
        database.execute("UPDATE outbox SET type = 'newer.thing' WHERE aggregateid = 'chrg_a'");

        assertThat(events(get(table.readOrdered()))).containsExactly(known);
        database.execute("UPDATE outbox SET stored_at = now() - interval '11 minutes'");
        assertThat(get(table.readOrdered()).getFirst()).isInstanceOfSatisfying(OutboxRow.Unreadable.class, row -> {
            assertThat(row.id()).isEqualTo(unknown.envelope().id());
            assertThat(row.reason()).isEqualTo("unknown type newer.thing");
        });
    }

    @Test
    void what_the_version_before_writes_counts_as_ordered() {
        database.execute("""
                INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, account_id, livemode, version, occurred_at)
                VALUES ('0old', 'source', 'src_test_1', 'source.created', '{}', 'account_test_1', false, 1, now())
                """);

        assertThat(events(get(table.readOrdered())))
                .extracting(event -> event.envelope().id())
                .containsExactly("0old");
    }

    @Test
    void what_is_set_aside_is_kept_whole_with_its_reason() {
        OutboxEvent poison = free();
        OutboxEvent good = free();
        database.write(List.of(poison, good));

        get(table.setAside(List.of(new DeadEvent(poison.envelope().id(), "too large"))));

        assertThat(database.waiting()).containsExactly(good.envelope().id());
        assertThat(database.dead()).isEqualTo(Map.of(poison.envelope().id(), "too large"));
    }

    @Test
    void what_is_brought_back_is_what_was_set_aside() {
        OutboxEvent event = free();
        database.write(List.of(event));
        get(table.setAside(List.of(new DeadEvent(event.envelope().id(), "too large"))));

        get(new OutboxRedrive(database.newPool(1)).redrive(List.of(), Optional.empty()));
        database.execute(OVERDUE);

        assertThat(events(overdue(0, List.of()))).containsExactly(event);
    }

    @Test
    void one_replica_has_the_lease_until_it_gives_it_up() {
        RelayLease first = get(leases.acquire("a")).orElseThrow();

        assertThat(get(leases.acquire("b"))).isEmpty();
        assertThat(get(leases.acquire("a"))).contains(first);
        get(leases.release(first));
        assertThat(get(leases.acquire("b"))).contains(new RelayLease("b", first.epoch() + 1));
    }

    @Test
    void a_lease_that_is_not_renewed_runs_out() {
        RelayLease first = get(leases.acquire("a")).orElseThrow();
        database.execute("UPDATE relay_lease SET held_until = now() - interval '1 millisecond'");

        assertThat(get(leases.acquire("b"))).contains(new RelayLease("b", first.epoch() + 1));
        assertThat(get(leases.acquire("a"))).isEmpty();
    }

    @Test
    void whoever_has_lost_the_lease_deletes_nothing() {
        OutboxEvent event = ordered("chrg_a", 1);
        database.write(List.of(event));
        List<String> ids = List.of(event.envelope().id());
        RelayLease first = get(leases.acquire("a")).orElseThrow();
        get(leases.release(first));
        RelayLease second = get(leases.acquire("b")).orElseThrow();

        assertThat(get(table.deleteUnder(first, ids))).isFalse();
        assertThat(database.waiting()).isEqualTo(ids);
        assertThat(get(table.deleteUnder(second, ids))).isTrue();
        assertThat(database.waiting()).isEmpty();
    }

    @Test
    void a_statement_that_hangs_is_given_up() {
        database.write(List.of(free()));
        database.execute("BEGIN; LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE");

        assertThatThrownBy(() -> get(table.readOrdered())).isInstanceOf(TimeoutException.class);
    }

    private List<OutboxRow> overdue(long afterSeq, Collection<String> except) {
        return get(table.readOverdue(afterSeq, except));
    }

    private static List<OutboxEvent> events(List<OutboxRow> rows) {
        List<OutboxEvent> events = new ArrayList<>();
        for (OutboxRow row : rows) {
            Optional.of(row)
                    .filter(OutboxRow.Decoded.class::isInstance)
                    .map(OutboxRow.Decoded.class::cast)
                    .ifPresent(readable -> events.add(readable.event()));
        }
        return events;
    }

    private static <T> T get(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
