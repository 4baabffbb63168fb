package io.satang.simulation.defect;

import io.satang.simulation.world.Parts;

/** An event goes to where its account wants webhooks as far as the replica knows, which may be too little. */
final class EventsAheadOfAccounts implements Parts {
    @Override
    public boolean holdsEventsBack() {
        return false;
    }
}
