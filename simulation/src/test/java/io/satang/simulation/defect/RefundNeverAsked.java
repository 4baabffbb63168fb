package io.satang.simulation.defect;

import io.satang.charge.store.ChargeStore;
import io.satang.platform.outbox.EventPublisher;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** A refund is stored, and that its provider is to be asked for it is kept in memory only. */
final class RefundNeverAsked implements Parts {

    @Override
    public ChargeStore chargeStore(ChargeStore store, EventPublisher publisher) {
        return new ForwardingChargeStore(store) {
            @Override
            public Uni<Boolean> update(Change change) {
                return super.update(change.refund().isPresent() ? forgetful(change) : change);
            }
        };
    }

    private static ChargeStore.Change forgetful(ChargeStore.Change change) {
        return new ChargeStore.Change(
                change.before(),
                change.command(),
                change.next(),
                change.event(),
                List.of(),
                Optional.empty(),
                change.ended(),
                change.requestId());
    }
}
