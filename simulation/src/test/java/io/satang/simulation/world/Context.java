package io.satang.simulation.world;

import io.satang.simulation.check.Verdict;
import io.satang.simulation.kernel.Chance;
import io.satang.simulation.kernel.Releases;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.SimulatedClock;
import io.satang.simulation.kernel.SimulatedProcess;
import io.satang.simulation.postgres.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What everything in a run has in common. */
record Context(Scheduler scheduler, Chance chance, Scenario scenario, Verdict verdict, Parts parts) {

    Database database(String name) {
        return new Database(name, scheduler, chance, verdict, scenario.database(), parts.idleInTransactionMax());
    }

    <S> List<Replica<S>> replicas(String name, int count, Function<SimulatedProcess, S> boot, Consumer<S> stop) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Replica<>(name + "-" + number, scheduler, boot, stop))
                .toList();
    }

    /** Who writes what is read by others. */
    Releases releases() {
        return new Releases(scenario.otherReleases(), parts.nextRelease(), chance, scheduler);
    }

    /** The clock of a machine, which is not quite right. */
    Clock clock() {
        int skew = scenario.skewMillis();
        return new SimulatedClock(scheduler, Duration.ofMillis(chance.between(-skew, skew)));
    }

    /** A timer that begins at any time, as replicas do not start together. */
    void every(SimulatedProcess process, Duration pause, Runnable work) {
        scheduler.every(process, chance.millis(0, pause.toMillis()), pause, work);
    }
}
