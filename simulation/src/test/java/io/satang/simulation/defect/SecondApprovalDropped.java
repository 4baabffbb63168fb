package io.satang.simulation.defect;

import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.store.ChargeStore;
import io.satang.platform.outbox.EventPublisher;
import io.satang.simulation.world.Parts;

/** Money for a charge that has been paid with other money is thanked for and kept. */
final class SecondApprovalDropped implements Parts {

    @Override
    public ChargeStore chargeStore(ChargeStore store, EventPublisher publisher) {
        return new ForgetfulStore(store, charge -> charge.state() instanceof Successful);
    }

    @Override
    public boolean asksFromMemory(ProviderOperation operation) {
        return operation.kind() != ProviderOperation.Kind.VOID;
    }
}
