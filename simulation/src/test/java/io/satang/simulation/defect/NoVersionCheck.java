package io.satang.simulation.defect;

import io.satang.charge.decision.Charge;
import io.satang.simulation.world.Parts;
import java.util.function.BiPredicate;

/** {@code WHERE id = …} without {@code AND version = …}: the last of two that race overwrites the first. */
final class NoVersionCheck implements Parts {

    @Override
    public BiPredicate<Charge, Charge> updateCondition() {
        return (present, next) -> true;
    }
}
