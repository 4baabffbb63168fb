package io.satang.simulation.world;

import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.kernel.SimulatedProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One replica of a service: whenever it has ended, it is started again.
 *
 * @param <S> what its callers see of it
 */
final class Replica<S> {
    private final String name;
    private final Scheduler scheduler;
    private final Function<SimulatedProcess, S> boot;
    private final Consumer<S> stop;
    private Optional<Running<S>> running = Optional.empty();
    private int starts;

    /** A process and what it answers with. */
    record Running<S>(SimulatedProcess process, S service) {}

    Replica(String name, Scheduler scheduler, Function<SimulatedProcess, S> boot, Consumer<S> stop) {
        this.name = name;
        this.scheduler = scheduler;
        this.boot = boot;
        this.stop = stop;
    }

    Optional<Running<S>> running() {
        return running;
    }

    boolean runs(SimulatedProcess process) {
        return running.filter(each -> each.process() == process).isPresent();
    }

    void start() {
        SimulatedProcess process = new SimulatedProcess(name + "#" + starts++);
        scheduler.say(() -> process + " starts");
        running = Optional.of(new Running<>(process, boot.apply(process)));
    }

    /** Shuts down in good order, as a rolling update does, and is killed soon after. */
    void restart(Duration patience, Duration downtime) {
        running.ifPresent(each -> {
            scheduler.saw(Sighting.SHUTDOWN, each.process()::toString);
            scheduler.after(each.process(), Duration.ZERO, () -> stop.accept(each.service()));
            scheduler.after(each.process(), patience, () -> crash(downtime));
        });
    }

    void crash(Duration downtime) {
        running.ifPresent(each -> {
            scheduler.saw(Sighting.CRASH, each.process()::toString);
            running = Optional.empty();
            each.process().crash();
            scheduler.after(scheduler.world(), downtime, this::start);
        });
    }
}
