package io.satang.simulation.defect;

import io.satang.simulation.world.Parts;

/** Nobody takes up what a replica had in memory when it died. */
final class AttemptWithoutOwner implements Parts {
    @Override
    public boolean sweepsOperations() {
        return false;
    }
}
