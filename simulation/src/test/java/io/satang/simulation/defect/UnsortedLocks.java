package io.satang.simulation.defect;

import io.satang.simulation.world.Parts;
import java.util.function.UnaryOperator;

/** A batch goes as it came: two that lock the same rows in opposite orders wait for each other. */
final class UnsortedLocks implements Parts {

    @Override
    public UnaryOperator<String> lockKey() {
        return row -> "";
    }
}
