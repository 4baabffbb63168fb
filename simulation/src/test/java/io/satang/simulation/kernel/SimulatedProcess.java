package io.satang.simulation.kernel;

import java.util.ArrayList;
import java.util.List;

/** One run of a program, from its start to its crash. What it has scheduled is never run once it is dead. */
public final class SimulatedProcess {
    private final String name;
    private final List<Runnable> obituaries = new ArrayList<>();
    private boolean alive = true;
    private long pausedUntilMicros;

    /** A process that has just started. */
    public SimulatedProcess(String name) {
        this.name = name;
    }

    /** Whether it has not crashed yet. */
    public boolean alive() {
        return alive;
    }

    /** Lets somebody know when it dies. */
    public void onDeath(Runnable obituary) {
        obituaries.add(obituary);
    }

    /** Ends it between two steps, without any chance to tidy up. */
    public void crash() {
        if (alive) {
            alive = false;
            obituaries.forEach(Runnable::run);
        }
    }

    void pauseUntil(long micros) {
        pausedUntilMicros = Math.max(pausedUntilMicros, micros);
    }

    long pausedUntilMicros() {
        return pausedUntilMicros;
    }

    @Override
    public String toString() {
        return name;
    }
}
