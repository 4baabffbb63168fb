package io.satang.offers.offer;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When payments count.
 *
 * @param from  from then on
 * @param until no longer from then on; empty for as long as nobody ends it
 */
public record Validity(Instant from, Optional<Instant> until) {
    public Validity {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        if (until.filter(end -> !end.isAfter(from)).isPresent()) {
            throw new IllegalArgumentException("it ends before it begins");
        }
    }

    /** Whether it has not begun yet. */
    public boolean isAhead(Instant time) {
        return time.isBefore(from);
    }

    /** Whether it is over. */
    public boolean isOver(Instant time) {
        return until.filter(end -> !time.isBefore(end)).isPresent();
    }
}
