package io.satang.platform.recording;

import io.satang.platform.size.ByteBudget;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** What was observed and is not told yet, bounded in number and bytes. Nobody waits to put something in. */
final class RecordingQueue {
    private static final int ITEMS_MAX = 1_000;
    private static final long BYTES_MAX = 4L * 1024 * 1024;

    private final BlockingQueue<Observation> queue;
    private final ByteBudget budget;

    RecordingQueue() {
        this(ITEMS_MAX, BYTES_MAX);
    }

    RecordingQueue(int itemsMax, long bytesMax) {
        this.queue = new ArrayBlockingQueue<>(itemsMax);
        this.budget = new ByteBudget(bytesMax);
    }

    /** Puts it at the end; false, and nothing is kept of it, when there is no room. */
    boolean offer(Observation seen) {
        if (!budget.tryTake(seen.bytes())) {
            return false;
        }
        if (!queue.offer(seen)) {
            budget.giveBack(seen.bytes());
            return false;
        }
        return true;
    }

    /** Takes the first, which is waited for. */
    Observation take() throws InterruptedException {
        Observation first = queue.take();
        budget.giveBack(first.bytes());
        return first;
    }
}
