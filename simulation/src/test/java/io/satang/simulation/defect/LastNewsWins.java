package io.satang.simulation.defect;

import io.satang.simulation.world.Parts;
import java.util.function.BiPredicate;

/** A mirror without versions: topics overtake each other, and what is old is taken for new. */
final class LastNewsWins implements Parts {

    @Override
    public BiPredicate<Long, Long> mirrorCondition() {
        return (known, heard) -> true;
    }
}
