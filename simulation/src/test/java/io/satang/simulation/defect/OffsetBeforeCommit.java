package io.satang.simulation.defect;

import io.satang.simulation.kafka.ConsumerGroup.OffsetPolicy;
import io.satang.simulation.world.Parts;

/** At most once: a crash after the offset and before the database loses the batch. */
final class OffsetBeforeCommit implements Parts {

    @Override
    public OffsetPolicy offsetPolicy() {
        return OffsetPolicy.BEFORE_HANDLING;
    }
}
