package io.satang.stack.run;

import java.time.Duration;

/** How long to wait before a program that ended is started again: the first time hardly, then twice as long each time, up to a limit. */
final class Backoff {
    static final Duration FIRST = Duration.ofMillis(250);
    static final Duration LONGEST = Duration.ofSeconds(10);

    private Backoff() {}

    /** The pause after this many starts in a row that failed; 0 for a program that had been ready. */
    static Duration after(int failures) {
        int doublings = Math.clamp(failures, 0, 30);
        Duration pause = FIRST.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
