package io.satang.simulation.postgres;

import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.operation.ClaimedOperation;
import io.satang.charge.operation.Lane;
import io.satang.charge.store.NewOperation;
import io.satang.platform.id.AccountId;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The table {@code provider_operations}, with the effects of the statements in {@code PgOperationStore}. */
public final class OperationTable {
    private static final Duration BORN_LEASE = Duration.ofSeconds(15);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Map<String, Row> rows = new TreeMap<>();
    private final Outbox outbox;
    private final Scheduler scheduler;

    /** A row; it is over when nobody will wake it. */
    private record Row(
            ProviderOperation operation,
            String provider,
            long claim,
            int attempts,
            Optional<Instant> wakeAt,
            Instant createdAt) {
        Row claimed(Instant until) {
            return new Row(operation, provider, claim + 1, attempts, Optional.of(until), createdAt);
        }

        Row postponed(Instant until) {
            return new Row(operation, provider, claim, attempts + 1, Optional.of(until), createdAt);
        }

        Row settled() {
            return new Row(operation, provider, claim, attempts, Optional.empty(), createdAt);
        }
    }

    /** An empty table. */
    public OperationTable(Outbox outbox, Scheduler scheduler) {
        this.outbox = outbox;
        this.scheduler = scheduler;
    }

    /** How many are not over. */
    public long open() {
        return rows.values().stream().filter(row -> row.wakeAt().isPresent()).count();
    }

    /** Whether somebody will ask for it, or inquire about it. */
    public boolean isOpen(OperationId id) {
        return Optional.ofNullable(rows.get(id.value())).flatMap(Row::wakeAt).isPresent();
    }

    void insert(Transaction transaction, NewOperation stored) {
        String id = stored.operation().id().value();
        transaction.lock(lock(id));
        if (rows.containsKey(id)) {
            return;
        }
        Instant now = scheduler.now();
        Row row = new Row(stored.operation(), stored.provider(), 1, 0, Optional.of(now.plus(BORN_LEASE)), now);
        transaction.write(() -> rows.put(id, row));
    }

    List<ClaimedOperation> claim(Transaction transaction, Lane lane, int limit, Set<AccountId> except) {
        Instant now = scheduler.now();
        return rows.values().stream()
                .filter(row -> lane.holds(row.operation().kind()))
                .filter(row -> !except.contains(row.operation().account()))
                .filter(row -> row.wakeAt().filter(at -> !at.isAfter(now)).isPresent())
                .sorted(Comparator.comparing(row -> row.wakeAt().orElseThrow()))
                .filter(row -> transaction.tryLock(lock(row.operation().id().value())))
                .limit(limit)
                .map(row -> claim(transaction, row.claimed(now.plus(LEASE)), now))
                .toList();
    }

    private ClaimedOperation claim(Transaction transaction, Row row, Instant now) {
        scheduler.saw(Sighting.OPERATION_TAKEN_UP, row::toString);
        transaction.write(() -> rows.put(row.operation().id().value(), row));
        return new ClaimedOperation(
                row.operation(), row.provider(), row.claim(), row.attempts(), Duration.between(row.createdAt(), now));
    }

    boolean settle(Transaction transaction, OperationId id, Optional<OutboxEvent> event) {
        transaction.lock(lock(id.value()));
        Row row = rows.get(id.value());
        if (row == null || row.wakeAt().isEmpty()) {
            return false;
        }
        transaction.write(() -> rows.put(id.value(), row.settled()));
        event.ifPresent(message -> outbox.insert(transaction, message));
        return true;
    }

    void postpone(Transaction transaction, ClaimedOperation operation, Duration delay) {
        String id = operation.operation().id().value();
        transaction.lock(lock(id));
        Row row = rows.get(id);
        if (row != null && row.wakeAt().isPresent() && row.claim() == operation.claim()) {
            Row postponed = row.postponed(scheduler.now().plus(delay));
            transaction.write(() -> rows.put(id, postponed));
        }
    }

    private static String lock(String id) {
        return "operation " + id;
    }
}
