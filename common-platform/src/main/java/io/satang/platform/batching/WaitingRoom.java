package io.satang.platform.batching;

import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Those who wait for a statement, bounded in items and bytes. Every owner's items leave in the order in which they came, and owners take
 * turns, so that whoever has much to do makes nobody else wait. Not safe for use by several threads.
 */
final class WaitingRoom<I, O> {
    private final Coalescer.Limits limits;
    // Whose turn it is comes first.
    private final SequencedMap<String, Line<I, O>> lines = new LinkedHashMap<>();
    private int items;
    private long bytes;

    /**
     * Somebody who waits.
     *
     * @param owner whose item it is
     * @param bytes how much memory the item holds
     * @param since {@link System#nanoTime} when it came
     */
    record Waiting<I, O>(I item, String owner, long bytes, long since, UniEmitter<? super O> caller) {}

    /** The items of one owner. */
    private static final class Line<I, O> {
        private final Deque<Waiting<I, O>> queue = new ArrayDeque<>();
        private long bytes;
    }

    WaitingRoom(Coalescer.Limits limits) {
        this.limits = limits;
    }

    /**
     * Takes somebody in, or answers false when there is no room: each owner has at most half of it. What is larger than that comes in when
     * nothing else of its owner waits.
     */
    boolean admit(Waiting<I, O> waiting) {
        Line<I, O> line = lines.computeIfAbsent(waiting.owner(), absent -> new Line<>());
        boolean room = hasRoom(waiting) && (line.queue.isEmpty() || hasShare(line, waiting));
        if (room) {
            line.queue.add(waiting);
            line.bytes += waiting.bytes();
            items++;
            bytes += waiting.bytes();
        } else if (line.queue.isEmpty()) {
            lines.remove(waiting.owner());
        }
        return room;
    }

    private boolean hasRoom(Waiting<I, O> waiting) {
        return items == 0 || (items < limits.waiting() && bytes + waiting.bytes() <= limits.waitingBytes());
    }

    private boolean hasShare(Line<I, O> line, Waiting<I, O> waiting) {
        return line.queue.size() < (limits.waiting() + 1) / 2
                && line.bytes + waiting.bytes() <= limits.waitingBytes() / 2;
    }

    /** Whether a statement takes no more than waits already. */
    boolean fillsOne() {
        return items >= limits.items() || bytes >= limits.bytes();
    }

    /** Lets out as many as one statement takes. */
    List<Waiting<I, O>> nextBatch() {
        List<Waiting<I, O>> batch = new ArrayList<>(Math.min(items, limits.items()));
        long bytesLeft = limits.bytes();
        while (batch.size() < limits.items() && items > 0) {
            Line<I, O> line = lines.firstEntry().getValue();
            bytesLeft -= line.queue.element().bytes();
            if (bytesLeft < 0 && !batch.isEmpty()) {
                break;
            }
            batch.add(leave(line));
        }
        return batch;
    }

    /** Lets out those who have waited at least so long. */
    List<Waiting<I, O>> since(Duration wait, long now) {
        List<Waiting<I, O>> overdue = new ArrayList<>();
        for (Line<I, O> line : List.copyOf(lines.values())) {
            while (!line.queue.isEmpty() && now - line.queue.element().since() >= wait.toNanos()) {
                overdue.add(leave(line));
            }
        }
        return overdue;
    }

    int items() {
        return items;
    }

    long bytes() {
        return bytes;
    }

    /** The owner's next one leaves, and then it is the others' turn. */
    private Waiting<I, O> leave(Line<I, O> line) {
        Waiting<I, O> next = line.queue.remove();
        line.bytes -= next.bytes();
        items--;
        bytes -= next.bytes();
        if (line.queue.isEmpty()) {
            lines.remove(next.owner());
        } else if (lines.size() > 1) {
            lines.putLast(next.owner(), line);
        }
        return next;
    }
}
