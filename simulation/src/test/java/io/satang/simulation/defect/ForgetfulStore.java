package io.satang.simulation.defect;

import io.satang.charge.decision.Charge;
import io.satang.charge.store.ChargeStore;
import io.satang.platform.outbox.OutboxEvent;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Keeps charges, and does not keep that a payment of some of them has to go back. */
record ForgetfulStore(ChargeStore store, Predicate<Charge> forgets) implements ChargeStore {
    @Override
    public Uni<Void> recordVoid(LateApproval late) {
        return store.find(late.chargeId())
                .flatMap(charge ->
                        charge.filter(forgets).isPresent() ? Uni.createFrom().voidItem() : store.recordVoid(late));
    }

    @Override
    public Uni<Boolean> insert(Charge charge, OutboxEvent event) {
        return store.insert(charge, event);
    }

    @Override
    public Uni<Boolean> update(Change change) {
        return store.update(change);
    }

    @Override
    public Uni<Optional<Charge>> find(String chargeId) {
        return store.find(chargeId);
    }

    @Override
    public Uni<Optional<Charge>> findByPage(String pageId) {
        return store.findByPage(pageId);
    }

    @Override
    public Uni<Instant> now() {
        return store.now();
    }

    @Override
    public Uni<Integer> settleDue(Instant now, int limit, Function<Charge, Optional<Change>> decide) {
        return store.settleDue(now, limit, decide);
    }
}
