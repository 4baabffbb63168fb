package io.satang.simulation.defect;

import io.satang.simulation.world.Parts;

/** Whoever ends a charge takes it that nobody has paid of whom nothing was heard. */
final class DeadlineWithoutInquiry implements Parts {
    @Override
    public boolean inquiresBeforeEnding() {
        return false;
    }
}
