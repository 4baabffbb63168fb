package io.satang.simulation.defect;

import io.satang.simulation.world.Parts;

/** A request waits for Kafka to tell of its source, which has been told of already and forgotten. */
final class PatienceWithoutEnd implements Parts {

    @Override
    public boolean patienceEnds() {
        return false;
    }
}
