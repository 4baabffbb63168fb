package io.satang.simulation.postgres;

import io.satang.charge.charge.Charge;
import io.satang.charge.charge.ChargeStore;
import io.satang.events.Coalescer;
import io.satang.events.OutboxEvent;
import io.satang.events.OutboxRelay;
import io.satang.simulation.postgres.ChargeTable.NewCharge;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What {@code PgChargeStore} does: concurrent writes share a statement, a statement is a transaction, and a commit nudges the relay. */
public final class SimulatedChargeStore implements ChargeStore {
    // Small, so that batches fill up and queues form with a handful of charges.
    private static final Coalescer.Limits LIMITS = new Coalescer.Limits(3, 2, 1_000);
    // Stands for a full batch, for the same reason.
    private static final int FULL_BATCH_CHARGES = 2;

    private final Session session;
    private final ChargeTable table;
    private final OutboxRelay relay;
    private final Coalescer<NewCharge, Boolean> inserts;
    private final Coalescer<Change, Boolean> updates;
    private final Coalescer<String, Optional<Charge>> finds;
    private final Coalescer<String, Optional<Charge>> findsByPage;

    /** One replica's view of the charges. */
    public SimulatedChargeStore(Session session, ChargeTable table, OutboxRelay relay) {
        this.session = session;
        this.table = table;
        this.relay = relay;
        this.inserts = new Coalescer<>(
                "charge inserts",
                LIMITS,
                each -> each.event().bytes(),
                batch -> session.execute(transaction -> table.insert(transaction, batch)));
        this.updates = new Coalescer<>(
                "charge updates",
                LIMITS,
                Change::bytes,
                batch -> session.execute(transaction -> table.update(transaction, batch)));
        this.finds = new Coalescer<>("charge reads", LIMITS, String::length, ids -> read(ids, table::charge));
        this.findsByPage = new Coalescer<>("page reads", LIMITS, String::length, ids -> read(ids, table::chargeOfPage));
    }

    @Override
    public Uni<Boolean> insert(Charge charge, OutboxEvent event) {
        return inserts.submit(new NewCharge(charge, event)).invoke(relay::nudge);
    }

    @Override
    public Uni<Optional<Charge>> find(String chargeId) {
        return finds.submit(chargeId);
    }

    @Override
    public Uni<Optional<Charge>> findByPage(String pageId) {
        return findsByPage.submit(pageId);
    }

    @Override
    public Uni<Boolean> update(Change change) {
        return updates.submit(change).invoke(relay::nudge);
    }

    @Override
    public Uni<Void> recordVoid(LateApproval late) {
        return session.execute(transaction -> {
                    table.insertLateApproval(transaction, late);
                    return true;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Integer> settleDue(Instant now, int limit, Function<Charge, Optional<Change>> decide) {
        return session.transaction(connection -> connection
                        .query(transaction -> table.due(transaction, now, FULL_BATCH_CHARGES))
                        .flatMap(due -> settle(connection, due, decide)))
                .map(settled -> settled == FULL_BATCH_CHARGES ? limit : settled)
                .invoke(settled -> {
                    if (settled > 0) {
                        relay.nudge();
                    }
                });
    }

    private Uni<Integer> settle(Connection connection, List<Charge> due, Function<Charge, Optional<Change>> decide) {
        List<Change> changes =
                due.stream().map(decide).flatMap(Optional::stream).toList();
        return changes.isEmpty()
                ? Uni.createFrom().item(0)
                : connection
                        .query(transaction -> table.update(transaction, changes))
                        .replaceWith(due.size());
    }

    private Uni<List<Optional<Charge>>> read(List<String> keys, Function<String, Optional<Charge>> row) {
        return session.execute(transaction -> keys.stream().map(row).toList());
    }
}
