package io.satang.simulation.defect;

import io.satang.events.OutboxEvent;
import io.satang.events.OutboxTable;
import io.satang.events.OutboxTable.Drained;
import io.satang.simulation.postgres.Outbox;
import io.satang.simulation.postgres.Session;
import io.satang.simulation.postgres.Transaction;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** {@code WHERE seq > last}: a row that is committed late under a lower number is never looked at. */
final class WatermarkRelay implements Parts {
    private static final String LOCK = "satang.outbox";

    /** A row of its own in the database. */
    private long last;

    @Override
    public OutboxTable outboxTable(Session session, Outbox outbox) {
        return (limit, publish) -> drain(session, outbox, publish);
    }

    private Uni<Drained> drain(Session session, Outbox outbox, Function<List<OutboxEvent>, Uni<Void>> publish) {
        return session.transaction(connection -> connection
                .query(transaction -> take(transaction, outbox))
                .flatMap(taken -> taken.map(events -> publishAll(events, publish))
                        .orElseGet(() -> Uni.createFrom().item(new Drained(0, true)))));
    }

    private Optional<List<OutboxEvent>> take(Transaction transaction, Outbox outbox) {
        if (!transaction.tryLock(LOCK)) {
            return Optional.empty();
        }
        SortedMap<Long, OutboxEvent> taken = new TreeMap<>(outbox.rows().tailMap(last + 1));
        if (!taken.isEmpty()) {
            transaction.write(() -> {
                last = taken.lastKey();
                outbox.rows().keySet().removeAll(taken.keySet());
            });
        }
        return Optional.of(List.copyOf(taken.values()));
    }

    private static Uni<Drained> publishAll(List<OutboxEvent> events, Function<List<OutboxEvent>, Uni<Void>> publish) {
        Drained drained = new Drained(events.size(), false);
        return events.isEmpty()
                ? Uni.createFrom().item(drained)
                : publish.apply(events).replaceWith(drained);
    }
}
