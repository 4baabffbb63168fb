package io.satang.simulation;

import io.satang.simulation.check.Verdict;
import io.satang.simulation.kernel.Chance;
import io.satang.simulation.kernel.MutinyTime;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.kernel.Trace;
import io.satang.simulation.world.Parts;
import io.satang.simulation.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs one seed. */
final class Simulation {
    private Simulation() {}

    /**
     * What came of a run.
     *
     * @param breach    what was broken, if anything was
     * @param steps     how many steps it took
     * @param lasted    for how long it lasted on its own clock
     * @param sightings what it has met
     * @param trace     what happened last, if that was noted
     */
    record Outcome(
            long seed,
            Optional<String> breach,
            long steps,
            Duration lasted,
            Set<Sighting> sightings,
            List<String> trace) {}

    /** Runs without noting what happens. */
    static Outcome run(long seed, Parts parts) {
        return run(seed, parts, Trace.off());
    }

    /** Runs the same, step by step, and notes the last of what happens. */
    static Outcome replay(long seed, Parts parts, int lines) {
        return run(seed, parts, Trace.tail(lines));
    }

    private static Outcome run(long seed, Parts parts, Trace trace) {
        Scheduler scheduler = new Scheduler(trace);
        Chance chance = new Chance(seed);
        Verdict verdict = new Verdict();
        MutinyTime.follow(scheduler, chance, failure -> verdict.require(false, () -> "nobody handles " + failure));
        new World(scheduler, chance, verdict, parts).run();
        return new Outcome(
                seed,
                verdict.breach(),
                scheduler.steps(),
                Duration.between(Scheduler.START, scheduler.now()),
                scheduler.sightings(),
                trace.lines());
    }
}
