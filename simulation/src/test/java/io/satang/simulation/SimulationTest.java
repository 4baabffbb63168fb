package io.satang.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.satang.simulation.Simulation.Outcome;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.world.Parts;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class SimulationTest {
    private static final String SEED = "simulation.seed";
    private static final int SEEDS_OF_BUILD = 800;
    private static final int SEEDS = Integer.getInteger("simulation.seeds", SEEDS_OF_BUILD);
    private static final long FIRST_SEED = Long.getLong("simulation.first", 1);
    private static final int TRACE_LINES = 80;
    private static final int REPLAY_LINES = 2_000;

    @Test
    @DisabledIfSystemProperty(named = SEED, matches = ".+")
    void nothingBreaksWhateverHappens() {
        long startNanos = System.nanoTime();
        Set<Sighting> sightings = EnumSet.noneOf(Sighting.class);
        long steps = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            Outcome outcome = Simulation.run(seed, Parts.SOUND);
            if (outcome.breach().isPresent()) {
                fail(report(Simulation.replay(seed, Parts.SOUND, TRACE_LINES)));
            }
            sightings.addAll(outcome.sightings());
            steps += outcome.steps();
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        System.out.printf("simulated %,d seeds, %,d steps, %.0f seeds/s%n", SEEDS, steps, SEEDS / seconds);
        if (SEEDS >= SEEDS_OF_BUILD) {
            assertThat(sightings).as("what the runs have met").containsAll(EnumSet.allOf(Sighting.class));
        }
    }

    @Test
    @DisabledIfSystemProperty(named = SEED, matches = ".+")
    void theSameSeedIsTheSameRun() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 20; seed++) {
            Outcome quiet = Simulation.run(seed, Parts.SOUND);
            Outcome first = Simulation.replay(seed, Parts.SOUND, Integer.MAX_VALUE);
            Outcome second = Simulation.replay(seed, Parts.SOUND, Integer.MAX_VALUE);

            assertThat(second).isEqualTo(first);
            assertThat(first.steps()).isEqualTo(quiet.steps());
            assertThat(first.lasted()).isEqualTo(quiet.lasted());
        }
    }

    @Test
    @EnabledIfSystemProperty(named = SEED, matches = ".+")
    void replay() {
        Outcome outcome = Simulation.replay(Long.getLong(SEED), Parts.SOUND, REPLAY_LINES);

        System.out.println(report(outcome));
        assertThat(outcome.breach()).isEmpty();
    }

    private static String report(Outcome outcome) {
        return """
               seed %d: %s
               once more: mvn test -Dquick -pl simulation -am -Dtest=SimulationTest -Dsimulation.seed=%d
               The last of %d steps:
               %s""".formatted(
                        outcome.seed(),
                        outcome.breach().orElse("nothing is broken"),
                        outcome.seed(),
                        outcome.steps(),
                        String.join("\n", outcome.trace()));
    }
}
