package io.satang.simulation.defect;

import io.satang.simulation.world.Parts;

/** A replica starts with what its table knew, and reads on while it is asked. */
final class ReadyBeforeAccounts implements Parts {
    @Override
    public boolean readsAccountsBeforeReady() {
        return false;
    }
}
