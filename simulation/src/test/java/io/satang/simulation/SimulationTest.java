package io.satang.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.simulation.Simulation.Outcome;
import io.satang.simulation.world.Parts;
import org.junit.jupiter.api.Test;

class SimulationTest {
    @Test
    void nothingBreaks() {
        long t = System.nanoTime();
        long steps = 0;
        int seeds = Integer.getInteger("simulation.seeds", 200);
        long seed0 = Long.getLong("simulation.seed", 1L);
        long lasted = 0;
        for (long seed = seed0; seed < seed0 + seeds; seed++) {
            Outcome outcome = Simulation.run(seed, Parts.SOUND);
            steps += outcome.steps();
            lasted += outcome.lasted().toMillis();
            if (outcome.breach().isPresent()) {
                Outcome again = Simulation.replay(seed, Parts.SOUND);
                System.out.println(String.join("\n", again.trace().lines()));
                System.out.println(again.breach());
            }
            assertThat(outcome.breach()).as("seed " + seed).isEmpty();
        }
        double s = (System.nanoTime() - t) / 1e9;
        System.out.printf("%d seeds, %.1f s, %.0f seeds/s, %d steps/seed, %.1f virtual s/seed%n", seeds, s, seeds / s, steps / seeds, lasted / 1000.0 / seeds);
    }
}
