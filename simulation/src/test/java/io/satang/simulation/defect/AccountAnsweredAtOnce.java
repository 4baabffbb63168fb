package io.satang.simulation.defect;

import io.satang.simulation.world.Parts;

/** A merchant gets its new key while replicas still go by the old one. */
final class AccountAnsweredAtOnce implements Parts {
    @Override
    public boolean awaitsReplicas() {
        return false;
    }
}
