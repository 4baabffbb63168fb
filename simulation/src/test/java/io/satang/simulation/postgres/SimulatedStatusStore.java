package io.satang.simulation.postgres;

import io.satang.source.status.ChargeStatusStore;
import io.satang.source.status.StatusChange;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What {@code PgChargeStatusStore} does. */
public final class SimulatedStatusStore implements ChargeStatusStore {
    private final Session session;
    private final SourceTable table;

    /** One replica's view of the sources. */
    public SimulatedStatusStore(Session session, SourceTable table) {
        this.session = session;
        this.table = table;
    }

    @Override
    public Uni<Integer> apply(List<StatusChange> changes) {
        return session.execute(transaction -> table.apply(transaction, changes));
    }
}
