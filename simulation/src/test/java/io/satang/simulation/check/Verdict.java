package io.satang.simulation.check;

import java.util.Optional;
import java.util.function.Supplier;

/** Whether anything that must hold has been broken. Only the first breach counts; what comes after may follow from it. */
public final class Verdict {
    private Optional<String> breach = Optional.empty();

    /** Notes a breach unless {@code holds}. */
    public void require(boolean holds, Supplier<String> otherwise) {
        if (!holds && breach.isEmpty()) {
            breach = Optional.of(otherwise.get());
        }
    }

    /** What was broken first. */
    public Optional<String> breach() {
        return breach;
    }
}
