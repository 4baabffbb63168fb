package io.satang.simulation.defect;

import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.store.ChargeStore;
import io.satang.platform.outbox.EventPublisher;
import io.satang.simulation.world.Parts;

/** Money for a charge that has ended is thanked for and kept. */
final class LateApprovalForgotten implements Parts {

    @Override
    public ChargeStore chargeStore(ChargeStore store, EventPublisher publisher) {
        return new ForgetfulStore(store, charge -> true);
    }

    @Override
    public boolean asksFromMemory(ProviderOperation operation) {
        return operation.kind() != ProviderOperation.Kind.VOID;
    }
}
