package io.satang.simulation.defect;

import io.satang.events.OutboxEvent;
import io.satang.events.OutboxTable;
import io.satang.events.OutboxTable.Drained;
import io.satang.simulation.postgres.Outbox;
import io.satang.simulation.postgres.Session;
import io.satang.simulation.postgres.Transaction;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code FOR UPDATE SKIP LOCKED} without the lock that makes one replica the drainer: later rows overtake earlier ones. */
final class ManyDrainers implements Parts {
    private record RowLock(long seq) {}

    @Override
    public OutboxTable outboxTable(Session session, Outbox outbox) {
        return (limit, publish) -> drain(session, outbox, publish);
    }

    private static Uni<Drained> drain(Session session, Outbox outbox, Function<List<OutboxEvent>, Uni<Void>> publish) {
        return session.transaction(connection -> connection
                .query(transaction -> take(transaction, outbox))
                .flatMap(events -> {
                    Drained drained = new Drained(events.size(), false);
                    return events.isEmpty()
                            ? Uni.createFrom().item(drained)
                            : publish.apply(events).replaceWith(drained);
                }));
    }

    private static List<OutboxEvent> take(Transaction transaction, Outbox outbox) {
        List<OutboxEvent> taken = new ArrayList<>();
        for (Map.Entry<Long, OutboxEvent> row : outbox.rows().entrySet()) {
            long seq = row.getKey();
            if (transaction.tryLock(new RowLock(seq))) {
                transaction.write(() -> outbox.rows().remove(seq));
                taken.add(row.getValue());
            }
        }
        return taken;
    }
}
