package io.satang.charge.operation;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.saga.ChargeSaga.Outcome;
import io.satang.charge.saga.CommittedOperations;
import io.satang.charge.store.ChargeStore;
import io.satang.platform.id.RefundId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Lets a request wait for what it has had asked of a provider, for as long as asking may take. */
@ApplicationScoped
public class ProviderWait {
    private final CommittedOperations operations;
    private final ChargeStore charges;

    ProviderWait(CommittedOperations operations, ChargeStore charges) {
        this.operations = Objects.requireNonNull(operations, "operations");
        this.charges = Objects.requireNonNull(charges, "charges");
    }

    /** The charge after the provider has answered what this outcome asks of it, or as it is when nothing was heard in time. */
    public Uni<Charge> after(Outcome outcome) {
        List<ProviderOperation> asked =
                outcome.decision() instanceof Changed changed ? changed.operations() : List.of();
        return asked.isEmpty() ? Uni.createFrom().item(outcome.charge()) : after(outcome.charge(), asked);
    }

    /** The same for whoever only knows that this refund was asked for. */
    public Uni<Void> after(RefundId refund) {
        return attempted(List.of(new OperationId(refund.value()))).replaceWithVoid();
    }

    private Uni<Charge> after(Charge charge, List<ProviderOperation> asked) {
        return attempted(asked.stream().map(ProviderOperation::id).toList())
                .flatMap(heard -> heard.isPresent() ? Uni.createFrom().item(heard.get()) : present(charge));
    }

    /** The charge after all answers; empty when one of them was not heard in time. */
    private Uni<Optional<Charge>> attempted(List<OperationId> asked) {
        Executor where = here();
        return Uni.join()
                .all(asked.stream().map(operations::attempted).toList())
                .andFailFast()
                .map(ProviderWait::newest)
                .ifNoItem()
                .after(OperationDispatcher.PATIENCE)
                .recoverWithItem(Optional::empty)
                // Whoever has asked the provider ends in a context of its own, or in none.
                .emitOn(where);
    }

    private static Optional<Charge> newest(List<Optional<Charge>> heard) {
        return heard.stream().allMatch(Optional::isPresent)
                ? heard.stream().flatMap(Optional::stream).max(Comparator.comparingLong(Charge::version))
                : Optional.empty();
    }

    private Uni<Charge> present(Charge charge) {
        return charges.find(charge.id()).map(found -> found.orElse(charge));
    }

    private static Executor here() {
        return Optional.ofNullable(Vertx.currentContext())
                .map(MutinyHelper::executor)
                .orElse(Runnable::run);
    }
}
