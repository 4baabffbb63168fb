package io.satang.simulation.defect;

import io.satang.charge.decision.Charge;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.NewCharge;
import io.satang.charge.store.NewOperation;
import io.satang.charge.store.StoredCharge;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.PayPageId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Leaves everything to another store; a defect changes what it is about. */
abstract class ForwardingChargeStore implements ChargeStore {
    final ChargeStore store;

    ForwardingChargeStore(ChargeStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    @Override
    public Uni<Boolean> insert(NewCharge charge) {
        return store.insert(charge);
    }

    @Override
    public Uni<Boolean> update(Change change) {
        return store.update(change);
    }

    @Override
    public Uni<Optional<Charge>> find(ChargeId chargeId) {
        return store.find(chargeId);
    }

    @Override
    public Uni<Optional<Charge>> findByPage(PayPageId pageId) {
        return store.findByPage(pageId);
    }

    @Override
    public Uni<Void> ask(NewOperation operation) {
        return store.ask(operation);
    }

    @Override
    public Uni<Instant> now() {
        return store.now();
    }

    @Override
    public Uni<List<StoredCharge>> claimDue(Instant now, int limit) {
        return store.claimDue(now, limit);
    }

    @Override
    public Uni<Void> quarantine(String chargeId, String reason) {
        return store.quarantine(chargeId, reason);
    }
}
