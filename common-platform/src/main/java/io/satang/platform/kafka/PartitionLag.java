package io.satang.platform.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * For how long one partition has been ahead of one consumer: since the partition ended where the consumer is now. Not safe for use by several
 * threads.
 */
final class PartitionLag {
    /** A consumer that has not moved for so long does not catch up any sooner when less happens: it is down, or waits for something else. */
    static final Duration STANDSTILL = Duration.ofSeconds(5);

    private static final int LOOKS_MAX = 256;

    // The first is the last at which the partition ended no further than the consumer is.
    private final Deque<End> ends = new ArrayDeque<>();
    private long committed = -1;
    private Instant movedAt = Instant.MIN;

    private record End(Instant at, long offset) {}

    /**
     * One look at both.
     *
     * @param end  the offset that the next record will have
     * @param next the offset at which the consumer would go on
     * @return no time for a consumer that has caught up, or that stands still
     */
    Duration behind(Instant now, long end, long next) {
        if (next != committed) {
            committed = next;
            movedAt = now;
        }
        ends.addLast(new End(now, end));
        forgetWhatIsConsumed();
        boolean standsStill = Duration.between(movedAt, now).compareTo(STANDSTILL) > 0;
        return next >= end || standsStill
                ? Duration.ZERO
                : Duration.between(ends.getFirst().at(), now);
    }

    private void forgetWhatIsConsumed() {
        End latest = ends.removeFirst();
        while (!ends.isEmpty() && (ends.getFirst().offset() <= committed || ends.size() >= LOOKS_MAX)) {
            latest = ends.removeFirst();
        }
        ends.addFirst(latest);
    }
}
