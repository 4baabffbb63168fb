package io.satang.simulation.defect;

import io.satang.charge.decision.ChargeState.Reversed;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.store.ChargeStore;
import io.satang.platform.outbox.EventPublisher;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** A merchant gives up what is held, and its provider is not told if that has to be remembered. */
final class HeldMoneyKept implements Parts {

    @Override
    public ChargeStore chargeStore(ChargeStore store, EventPublisher publisher) {
        return new ForwardingChargeStore(store) {
            @Override
            public Uni<Boolean> update(Change change) {
                return super.update(change.next().state() instanceof Reversed ? forgetful(change) : change);
            }
        };
    }

    @Override
    public boolean asksFromMemory(ProviderOperation operation) {
        return operation.kind() != ProviderOperation.Kind.VOID;
    }

    private static ChargeStore.Change forgetful(ChargeStore.Change change) {
        return new ChargeStore.Change(
                change.before(),
                change.command(),
                change.next(),
                change.event(),
                List.of(),
                change.refund(),
                change.ended(),
                change.requestId());
    }
}
