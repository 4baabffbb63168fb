package io.satang.simulation.postgres;

import io.satang.charge.decision.Charge;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.NewCharge;
import io.satang.charge.store.NewOperation;
import io.satang.charge.store.StoredCharge;
import io.satang.platform.batching.Coalescer;
import io.satang.platform.batching.LockOrder;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.PayPageId;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxRelay;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** What {@code PgChargeStore} does: concurrent writes share a statement, a statement is a transaction, and the relay is handed what
 * was committed. */
public final class SimulatedChargeStore implements ChargeStore {
    // Small, so that batches fill up and queues form with a handful of charges.
    private static final Coalescer.Limits LIMITS = new Coalescer.Limits(3, 2, 1_000);

    private final Session session;
    private final ChargeTable table;
    private final Coalescer<NewCharge, Boolean> inserts;
    private final Coalescer<Change, Boolean> updates;
    private final Coalescer<String, Optional<Charge>> finds;
    private final Coalescer<String, Optional<Charge>> findsByPage;

    /**
     * One replica's view of the charges.
     *
     * @param lockKey by what batches are put into order, made of the name of the row that an item locks
     */
    public SimulatedChargeStore(Session session, ChargeTable table, OutboxRelay relay, UnaryOperator<String> lockKey) {
        this.session = session;
        this.table = table;
        this.inserts = new Coalescer<>(
                "charge inserts",
                LIMITS,
                each -> each.event().bytes(),
                each -> each.charge().accountId().value(),
                LockOrder.by(
                        each -> lockKey.apply(each.charge().instrument().paysOnce()),
                        batch -> session.execute(transaction -> table.insert(transaction, batch))
                                .invoke(kept ->
                                        relay.committed(events(batch, each -> Optional.of(each.event()), kept)))));
        this.updates = new Coalescer<>(
                "charge updates",
                LIMITS,
                Change::bytes,
                change -> change.next().accountId().value(),
                LockOrder.by(
                        change -> lockKey.apply(change.next().id().value()),
                        batch -> session.execute(transaction -> table.update(transaction, batch))
                                .invoke(kept -> relay.committed(events(batch, Change::event, kept)))));
        this.finds = new Coalescer<>("charge reads", LIMITS, String::length, id -> id, ids -> read(ids, table::charge));
        this.findsByPage =
                new Coalescer<>("page reads", LIMITS, String::length, id -> id, ids -> read(ids, table::chargeOfPage));
    }

    @Override
    public Uni<Boolean> insert(NewCharge charge) {
        return inserts.submit(charge);
    }

    @Override
    public Uni<Optional<Charge>> find(ChargeId chargeId) {
        return finds.submit(chargeId.value());
    }

    @Override
    public Uni<Optional<Charge>> findByPage(PayPageId pageId) {
        return findsByPage.submit(pageId.value());
    }

    @Override
    public Uni<Boolean> update(Change change) {
        return updates.submit(change);
    }

    @Override
    public Uni<Void> ask(NewOperation operation) {
        return session.execute(transaction -> {
                    table.ask(transaction, operation);
                    return true;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Instant> now() {
        return session.execute(transaction -> table.now());
    }

    @Override
    public Uni<List<StoredCharge>> claimDue(Instant now, int limit) {
        return session.execute(transaction -> table.claimDue(transaction, now, limit).stream()
                .<StoredCharge>map(StoredCharge.Decoded::new)
                .toList());
    }

    @Override
    public Uni<Void> quarantine(String chargeId, String reason) {
        throw new UnsupportedOperationException(reason);
    }

    /** The events of those that were written. */
    private static <T> List<OutboxEvent> events(
            List<T> batch, Function<T, Optional<OutboxEvent>> event, List<Boolean> written) {
        return IntStream.range(0, batch.size())
                .filter(written::get)
                .mapToObj(i -> event.apply(batch.get(i)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Uni<List<Optional<Charge>>> read(List<String> keys, Function<String, Optional<Charge>> row) {
        return session.execute(transaction -> keys.stream().map(row).toList());
    }
}
