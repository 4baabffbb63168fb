package io.satang.webhook.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * An attempt that was made and what follows from it.
 *
 * @param id      {@code whdl_test_…}
 * @param claimed the delivery and the lease under which it was made
 * @param sent    what came of it
 * @param at      when it ended
 * @param time    how long it took
 * @param next    the delivery's state by {@link DeliveryRules}
 * @param ordered whether others of its object may wait for it
 */
public record Attempt(
        String id, Claimed claimed, Sent sent, Instant at, Duration time, DeliveryState next, boolean ordered) {

    public Attempt {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(claimed, "claimed");
        Objects.requireNonNull(sent, "sent");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(next, "next");
    }

    /** How it ended. */
    public AttemptOutcome outcome() {
        return sent.outcome();
    }
}
