package io.satang.simulation.postgres;

import io.satang.events.OutboxEvent;
import io.satang.events.OutboxTable;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What {@code PgOutboxTable} does: under an advisory lock, delete and publish in one transaction. */
public final class SimulatedOutboxTable implements OutboxTable {
    private static final String ADVISORY_LOCK = "satang.outbox";

    /** Stands for a full batch: small, so that a handful of events needs several. */
    private static final int FULL_BATCH_EVENTS = 3;

    private final Session session;
    private final Outbox outbox;

    /** One replica's view of the outbox. */
    public SimulatedOutboxTable(Session session, Outbox outbox) {
        this.session = session;
        this.outbox = outbox;
    }

    @Override
    public Uni<Drained> drain(int limit, Function<List<OutboxEvent>, Uni<Void>> publish) {
        return session.transaction(connection -> connection
                .query(this::take)
                .flatMap(taken -> taken.map(events -> publishAll(events, limit, publish))
                        .orElseGet(() -> Uni.createFrom().item(new Drained(0, true)))));
    }

    private static Uni<Drained> publishAll(
            List<OutboxEvent> events, int limit, Function<List<OutboxEvent>, Uni<Void>> publish) {
        Drained drained = new Drained(events.size() == FULL_BATCH_EVENTS ? limit : events.size(), false);
        return events.isEmpty()
                ? Uni.createFrom().item(drained)
                : publish.apply(events).replaceWith(drained);
    }

    /** Empty when another replica drains. */
    private Optional<List<OutboxEvent>> take(Transaction transaction) {
        if (!transaction.tryLock(ADVISORY_LOCK)) {
            outbox.contended();
            return Optional.empty();
        }
        List<Map.Entry<Long, OutboxEvent>> taken = outbox.rows().entrySet().stream()
                .limit(FULL_BATCH_EVENTS)
                .map(Map.Entry::copyOf)
                .toList();
        List<Long> numbers = taken.stream().map(Map.Entry::getKey).toList();
        if (!taken.isEmpty()) {
            transaction.write(() -> outbox.rows().keySet().removeAll(numbers));
            transaction.commitUnsafely(() -> taken.forEach(row -> outbox.rows().put(row.getKey(), row.getValue())));
        }
        return Optional.of(taken.stream().map(Map.Entry::getValue).toList());
    }
}
