package io.satang.simulation.defect;

import io.satang.simulation.world.Parts;

/** No epochs: a replica that wakes from a pause goes on publishing what another one has published since. */
final class PublishAfterFencing implements Parts {
    @Override
    public boolean brokerCountsEpochs() {
        return false;
    }
}
