package io.satang.simulation.defect;

import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.store.ChargeStore;
import io.satang.platform.outbox.EventPublisher;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What is held lapses, and nobody tells its provider to give it back. */
final class LapsedHoldKept implements Parts {

    @Override
    public ChargeStore chargeStore(ChargeStore store, EventPublisher publisher) {
        return new ForwardingChargeStore(store) {
            @Override
            public Uni<Boolean> update(Change change) {
                return super.update(lapses(change) ? forgetful(change) : change);
            }
        };
    }

    @Override
    public boolean asksFromMemory(ProviderOperation operation) {
        return operation.kind() != ProviderOperation.Kind.VOID;
    }

    private static boolean lapses(ChargeStore.Change change) {
        return change.before() instanceof Authorized && change.next().state() instanceof Expired;
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
