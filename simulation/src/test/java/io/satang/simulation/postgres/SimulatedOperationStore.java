package io.satang.simulation.postgres;

import io.satang.charge.operation.ClaimedOperation;
import io.satang.charge.operation.Lane;
import io.satang.charge.operation.OperationStore;
import io.satang.charge.store.EndedOperation;
import io.satang.platform.id.AccountId;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxRelay;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code PgOperationStore} does. */
public final class SimulatedOperationStore implements OperationStore {
    private final Session session;
    private final OperationTable table;
    private final OutboxRelay relay;

    /** One replica's view of the operations. */
    public SimulatedOperationStore(Session session, OperationTable table, OutboxRelay relay) {
        this.session = session;
        this.table = table;
        this.relay = relay;
    }

    @Override
    public Uni<List<ClaimedOperation>> claim(Lane lane, int limit, Set<AccountId> except) {
        return session.execute(transaction -> table.claim(transaction, lane, limit, except));
    }

    @Override
    public Uni<Boolean> settle(EndedOperation ended, Optional<OutboxEvent> event) {
        return session.execute(transaction -> table.settle(transaction, ended.id(), event))
                .invoke(settled -> {
                    if (settled) {
                        relay.committed(event.stream().toList());
                    }
                });
    }

    @Override
    public Uni<Void> postpone(ClaimedOperation operation, Duration delay) {
        return session.execute(transaction -> {
                    table.postpone(transaction, operation, delay);
                    return true;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Duration> oldest() {
        throw new UnsupportedOperationException("nobody looks");
    }
}
