package io.satang.simulation.defect;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.NewOperation;
import io.satang.platform.outbox.EventPublisher;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;

/** The discount is set aside and shown, and the provider is asked for the whole price. */
final class WholePriceAsked implements Parts {

    @Override
    public ChargeStore chargeStore(ChargeStore store, EventPublisher publisher) {
        return new ForwardingChargeStore(store) {
            @Override
            public Uni<Boolean> update(Change change) {
                return super.update(change.before() instanceof Reserving ? undiscounted(change) : change);
            }
        };
    }

    /** Memory would know better. */
    @Override
    public boolean asksFromMemory(ProviderOperation operation) {
        return !operation.kind().makesPayment();
    }

    private static ChargeStore.Change undiscounted(ChargeStore.Change change) {
        return new ChargeStore.Change(
                change.before(),
                change.command(),
                change.next(),
                change.event(),
                change.operations().stream()
                        .map(each -> new NewOperation(undiscounted(each.operation(), change.next()), each.provider()))
                        .toList(),
                change.refund(),
                change.ended(),
                change.requestId());
    }

    private static ProviderOperation undiscounted(ProviderOperation operation, Charge charge) {
        return new ProviderOperation(
                operation.id(),
                operation.charge(),
                operation.account(),
                operation.kind(),
                operation.payment(),
                charge.originalAmount(),
                operation.card());
    }
}
