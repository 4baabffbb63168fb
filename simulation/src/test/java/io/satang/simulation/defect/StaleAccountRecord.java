package io.satang.simulation.defect;

import io.satang.simulation.world.Parts;
import java.util.function.BiPredicate;

/** The copy of an account is replaced by whatever is heard last, so that a revoked key works again. */
final class StaleAccountRecord implements Parts {

    @Override
    public BiPredicate<Long, Long> accountCondition() {
        return (known, told) -> true;
    }
}
