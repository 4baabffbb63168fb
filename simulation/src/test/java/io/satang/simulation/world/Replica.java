package io.satang.simulation.world;

import io.satang.simulation.kernel.Process;
import io.satang.simulation.kernel.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * One replica of a service: whenever it crashes, it is started again.
 *
 * @param <S> what its callers see of it
 */
final class Replica<S> {
    private final String name;
    private final Scheduler scheduler;
    private final Function<Process, S> boot;
    private Optional<Running<S>> running = Optional.empty();
    private int starts;

    /** A process and what it answers with. */
    record Running<S>(Process process, S service) {}

    Replica(String name, Scheduler scheduler, Function<Process, S> boot) {
        this.name = name;
        this.scheduler = scheduler;
        this.boot = boot;
    }

    Optional<Running<S>> running() {
        return running;
    }

    boolean runs(Process process) {
        return running.filter(each -> each.process() == process).isPresent();
    }

    void start() {
        Process process = new Process(name + "#" + starts++);
        scheduler.say(() -> process + " starts");
        running = Optional.of(new Running<>(process, boot.apply(process)));
    }

    void crash(Duration downtime) {
        running.ifPresent(each -> {
            scheduler.say(() -> each.process() + " crashes");
            running = Optional.empty();
            each.process().crash();
            scheduler.after(scheduler.world(), downtime, this::start);
        });
    }
}
