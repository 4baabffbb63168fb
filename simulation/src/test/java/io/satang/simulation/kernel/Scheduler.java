package io.satang.simulation.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs everything in one thread, a step at a time, in the order of a clock that jumps from step to step. A step belongs to a process; between
 * any two steps a process may be crashed or paused.
 */
public final class Scheduler {
    /** When every run begins. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final long NANOS_PER_MICRO = 1_000;

    private final PriorityQueue<Step> queue = new PriorityQueue<>();
    private final SimulatedProcess world = new SimulatedProcess("world");
    private final Trace trace;
    private final Set<Sighting> sightings = EnumSet.noneOf(Sighting.class);
    private SimulatedProcess current = world;
    private Consumer<SimulatedProcess> interference = process -> {};
    private long nowMicros;
    private long planned;
    private long done;

    private record Step(long atMicros, long position, SimulatedProcess owner, Runnable work)
            implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            int byTime = Long.compare(atMicros, other.atMicros);
            return byTime == 0 ? Long.compare(position, other.position) : byTime;
        }
    }

    /** A scheduler at {@link #START} with nothing to do. */
    public Scheduler(Trace trace) {
        this.trace = trace;
    }

    /** The process of whatever never crashes: the network, the people, the simulation itself. */
    public SimulatedProcess world() {
        return world;
    }

    /** Whose step is being run. */
    public SimulatedProcess current() {
        return current;
    }

    /** How many steps have been run. */
    public long steps() {
        return done;
    }

    /** The true time; the clocks of processes may be off. */
    public Instant now() {
        return START.plusNanos(nowMicros * NANOS_PER_MICRO);
    }

    /** Has {@code interference} look at the owner of every step before it is run, to crash or {@link #pause} it. */
    public void interfere(Consumer<SimulatedProcess> interference) {
        this.interference = interference;
    }

    /** Runs {@code work} later, unless its owner is dead by then. */
    public void after(SimulatedProcess owner, Duration delay, Runnable work) {
        queue.add(new Step(nowMicros + micros(delay), planned++, owner, work));
    }

    /** Runs {@code work} again and again as long as its owner lives. */
    public void every(SimulatedProcess owner, Duration first, Duration pause, Runnable work) {
        after(owner, first, () -> {
            work.run();
            every(owner, pause, pause, work);
        });
    }

    /** Postpones all steps of a process, as a long garbage collection does. */
    public void pause(SimulatedProcess process, Duration pause) {
        process.pauseUntil(nowMicros + micros(pause));
    }

    /** Runs the next step. Answers whether there was one. */
    public boolean step() {
        Step step = queue.poll();
        if (step == null) {
            return false;
        }
        nowMicros = step.atMicros();
        interference.accept(step.owner());
        if (step.owner().pausedUntilMicros() > nowMicros) {
            queue.add(new Step(step.owner().pausedUntilMicros(), step.position(), step.owner(), step.work()));
        } else if (step.owner().alive()) {
            run(step);
        }
        return true;
    }

    /** Notes what happens, for whoever has to understand a failure. */
    public void say(Supplier<String> line) {
        trace.add(() -> "%10.6f %-10s %s"
                .formatted(
                        nowMicros / (double) Duration.ofSeconds(1).toNanos() * NANOS_PER_MICRO, current, line.get()));
    }

    /** Notes that the run has met this situation. */
    public void saw(Sighting sighting, Supplier<String> details) {
        sightings.add(sighting);
        say(() -> sighting + ": " + details.get());
    }

    /** What the run has met. */
    public Set<Sighting> sightings() {
        return sightings;
    }

    private void run(Step step) {
        done++;
        current = step.owner();
        try {
            step.work().run();
        } finally {
            current = world;
        }
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / NANOS_PER_MICRO;
    }
}
