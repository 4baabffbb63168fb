package io.satang.simulation;

import io.satang.simulation.check.Verdict;
import io.satang.simulation.kernel.Chance;
import io.satang.simulation.kernel.MutinyTime;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Trace;
import io.satang.simulation.world.Parts;
import io.satang.simulation.world.World;
import java.time.Duration;
import java.util.Optional;

/** Runs one seed. */
final class Simulation {
    private static final int TRACE_LINES = 200;

    private Simulation() {}

    /**
     * What came of a run.
     *
     * @param breach what was broken, if anything was
     * @param steps  how many steps it took
     * @param lasted for how long it lasted on its own clock
     * @param trace  what happened last
     */
    record Outcome(long seed, Optional<String> breach, long steps, Duration lasted, Trace trace) {}

    /** Runs without noting what happens. */
    static Outcome run(long seed, Parts parts) {
        return run(seed, parts, Trace.off());
    }

    /** Runs the same again, step by step, and notes what happens. */
    static Outcome replay(long seed, Parts parts) {
        return run(seed, parts, Trace.tail(TRACE_LINES));
    }

    private static Outcome run(long seed, Parts parts, Trace trace) {
        Scheduler scheduler = new Scheduler(trace);
        Chance chance = new Chance(seed);
        Verdict verdict = new Verdict();
        MutinyTime.follow(scheduler, chance);
        new World(scheduler, chance, verdict, parts).run();
        Duration lasted = Duration.between(Scheduler.START, scheduler.now());
        return new Outcome(seed, verdict.breach(), scheduler.steps(), lasted, trace);
    }
}
