package io.satang.simulation.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of one machine: the scheduler's time, a little off. */
public final class SimulatedClock extends Clock {
    private final Scheduler scheduler;
    private final Duration skew;

    /** A clock that is {@code skew} ahead. */
    public SimulatedClock(Scheduler scheduler, Duration skew) {
        this.scheduler = scheduler;
        this.skew = skew;
    }

    @Override
    public Instant instant() {
        return scheduler.now().plus(skew);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("production code has no time zones");
    }
}
