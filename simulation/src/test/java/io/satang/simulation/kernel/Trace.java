package io.satang.simulation.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** The last lines of what happened. A run can be repeated, so nothing is written down before there is a reason to. */
public final class Trace {
    private final Deque<String> lines = new ArrayDeque<>();
    private final int linesMax;

    private Trace(int linesMax) {
        this.linesMax = linesMax;
    }

    /** Keeps nothing. */
    public static Trace off() {
        return new Trace(0);
    }

    /** Keeps the last lines. */
    public static Trace tail(int linesMax) {
        return new Trace(linesMax);
    }

    /** What was kept, the oldest first. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    void add(Supplier<String> line) {
        if (linesMax == 0) {
            return;
        }
        if (lines.size() == linesMax) {
            lines.removeFirst();
        }
        lines.addLast(line.get());
    }
}
