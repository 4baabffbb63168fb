package io.satang.simulation.defect;

import io.satang.charge.decision.Charge;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.NewOperation;
import io.smallrye.mutiny.Uni;
import java.util.Objects;
import java.util.function.Predicate;

/** Keeps charges, and does not keep that a payment of some of them has to go back. */
final class ForgetfulStore extends ForwardingChargeStore {
    private final Predicate<Charge> forgets;

    ForgetfulStore(ChargeStore store, Predicate<Charge> forgets) {
        super(store);
        this.forgets = Objects.requireNonNull(forgets, "forgets");
    }

    @Override
    public Uni<Void> ask(NewOperation operation) {
        return store.find(operation.operation().charge())
                .flatMap(charge ->
                        charge.filter(forgets).isPresent() ? Uni.createFrom().voidItem() : store.ask(operation));
    }
}
