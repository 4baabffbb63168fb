package io.satang.platform.batching;

import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Those who wait for a statement, oldest first, bounded in items and bytes. Not safe for use by several threads. */
final class WaitingRoom<I, O> {
    private final Coalescer.Limits limits;
    private final Queue<Waiting<I, O>> queue = new ArrayDeque<>();
    private long bytes;

    /**
     * Somebody who waits.
     *
     * @param bytes how much memory the item holds
     * @param since {@link System#nanoTime} when it came
     */
    record Waiting<I, O>(I item, long bytes, long since, UniEmitter<? super O> caller) {}

    WaitingRoom(Coalescer.Limits limits) {
        this.limits = limits;
    }

    /** Takes somebody in, or answers false when there is no room. What is larger than all the room comes in when nobody else waits. */
    boolean admit(Waiting<I, O> waiting) {
        boolean room = queue.isEmpty()
                || (queue.size() < limits.waiting() && bytes + waiting.bytes() <= limits.waitingBytes());
        if (room) {
            queue.add(waiting);
            bytes += waiting.bytes();
        }
        return room;
    }

    /** Lets out as many as one statement takes. */
    List<Waiting<I, O>> nextBatch() {
        List<Waiting<I, O>> batch = new ArrayList<>(Math.min(queue.size(), limits.items()));
        long bytesLeft = limits.bytes();
        while (batch.size() < limits.items() && !queue.isEmpty()) {
            bytesLeft -= queue.element().bytes();
            if (bytesLeft < 0 && !batch.isEmpty()) {
                break;
            }
            batch.add(leave());
        }
        return batch;
    }

    /** Lets out those who have waited at least so long. */
    List<Waiting<I, O>> since(Duration wait, long now) {
        List<Waiting<I, O>> overdue = new ArrayList<>();
        while (!queue.isEmpty() && now - queue.element().since() >= wait.toNanos()) {
            overdue.add(leave());
        }
        return overdue;
    }

    int items() {
        return queue.size();
    }

    long bytes() {
        return bytes;
    }

    private Waiting<I, O> leave() {
        Waiting<I, O> next = queue.remove();
        bytes -= next.bytes();
        return next;
    }
}
