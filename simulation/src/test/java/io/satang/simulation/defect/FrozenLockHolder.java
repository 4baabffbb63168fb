package io.satang.simulation.defect;

import io.satang.simulation.world.Parts;
import java.time.Duration;

/** A server that waits for ever for a client which is paused in the middle of a transaction, and so does everybody else. */
final class FrozenLockHolder implements Parts {

    @Override
    public Duration idleInTransactionMax() {
        return Duration.ofDays(1);
    }
}
