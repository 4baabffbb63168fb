package io.satang.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.simulation.Simulation.Outcome;
import io.satang.simulation.defect.Defect;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds mistakes that were made on purpose, so there is reason to believe that it finds others. */
@DisabledIfSystemProperty(named = "simulation.seed", matches = ".+")
class DefectTest {
    // Some need a rare coincidence: a replica that is paused between reading and publishing, and replaced meanwhile.
    private static final int SEEDS_MAX = 3_000;

    @ParameterizedTest
    @EnumSource(Defect.class)
    void findsTheDefect(Defect defect) {
        Optional<Outcome> found = LongStream.rangeClosed(1, SEEDS_MAX)
                .mapToObj(seed -> Simulation.run(seed, defect.parts()))
                .filter(outcome -> outcome.breach().isPresent())
                .findFirst();

        assertThat(found)
                .as("a seed up to " + SEEDS_MAX + " that finds " + defect)
                .isPresent();
        String breach = found.orElseThrow().breach().orElseThrow();
        System.out.printf(
                "%s found after %d seeds: %s%n", defect, found.orElseThrow().seed(), breach);
        assertThat(breach).matches(defect.symptom());
    }
}
