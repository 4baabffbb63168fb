package io.satang.webhook.delivery;

import io.satang.webhook.delivery.DeliveryState.Delivered;
import io.satang.webhook.delivery.DeliveryState.Due;
import io.satang.webhook.delivery.DeliveryState.Exhausted;
import io.satang.webhook.delivery.DeliveryState.InFlight;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The whole life of a delivery as pure, total functions: no clock, no database, no HTTP.
 *
 * @param schedule    when failed attempts are repeated
 * @param lease       for how long a replica has a delivery to itself
 * @param attemptTime how long one attempt may take; shorter than the lease
 */
public record DeliveryRules(RetrySchedule schedule, Duration lease, Duration attemptTime) {
    /** So that the endpoint is asked once meanwhile, whatever attempts are left. */
    private static final Duration PATIENCE_LEAST = Duration.ofMinutes(1);

    public DeliveryRules {
        Objects.requireNonNull(schedule, "schedule");
        if (lease.compareTo(attemptTime) <= 0) {
            throw new IllegalArgumentException("a lease must outlast an attempt");
        }
    }

    /** How failed attempts are repeated where the endpoint says nothing else. */
    public RetryPolicy retries() {
        return new RetryPolicy(schedule, false);
    }

    /**
     * A new delivery.
     *
     * @param leased whether the replica that makes it will work on it at once
     */
    NewDelivery open(Delivery delivery, boolean leased, Instant now) {
        return new NewDelivery(delivery, leased ? openLeased(now) : openDue(now), now);
    }

    /** A new delivery that the replica which makes it will work on at once. */
    public InFlight openLeased(Instant now) {
        return new InFlight(0, 1, now.plus(lease));
    }

    /**
     * For how long a delivery waits for an endpoint that only fails: for as long as its remaining attempts would have taken.
     *
     * @param own how failed attempts are repeated there; empty for as usual
     */
    Duration patience(InFlight inFlight, Optional<RetryPolicy> own) {
        Duration left = own.orElseGet(this::retries).schedule().spanAfter(inFlight.attempts());
        return left.compareTo(PATIENCE_LEAST) < 0 ? PATIENCE_LEAST : left;
    }

    /** A new delivery that is left to whoever has room. */
    public Due openDue(Instant now) {
        return new Due(0, 0, now);
    }

    /** The lease that a replica gets when it asks now; empty when there is nothing to do yet, somebody is at it, or it has ended. */
    public Optional<InFlight> claim(DeliveryState state, Instant now) {
        return switch (state) {
            case Due due -> leaseIf(!due.at().isAfter(now), due.attempts(), due.claims(), now);
            case InFlight inFlight ->
                leaseIf(!inFlight.until().isAfter(now), inFlight.attempts(), inFlight.claim(), now);
            case Delivered unused -> Optional.empty();
            case Exhausted unused -> Optional.empty();
        };
    }

    /** Whether an attempt that starts now ends within the lease; if not, the delivery is let go and claimed again. */
    public boolean leavesTime(InFlight inFlight, Instant now) {
        return !now.plus(attemptTime).isAfter(inFlight.until());
    }

    /**
     * What a delivery is after an attempt. A success ends it whoever reports it. A failure counts only under the present lease: one that
     * comes late belongs to an attempt that another replica has repeated by now. After 410 there is no other attempt (Standard Webhooks 1.0.0).
     *
     * @param claim   the lease under which the attempt was made
     * @param jitter  from 0 to below 1, see {@link RetrySchedule#pauseAfter}
     */
    public DeliveryState decide(DeliveryState state, int claim, AttemptOutcome outcome, Instant now, double jitter) {
        return decide(state, claim, outcome, now, jitter, retries());
    }

    /** The same at an endpoint that wants failed attempts repeated like this. */
    public DeliveryState decide(
            DeliveryState state, int claim, AttemptOutcome outcome, Instant now, double jitter, RetryPolicy retries) {
        return switch (state) {
            case InFlight inFlight when outcome.success() -> new Delivered(inFlight.attempts() + 1, now);
            case InFlight inFlight when inFlight.claim() == claim -> failed(inFlight, outcome, now, jitter, retries);
            case InFlight inFlight -> inFlight;
            case Due due -> outcome.success() ? new Delivered(due.attempts() + 1, now) : due;
            case Exhausted exhausted -> outcome.success() ? new Delivered(exhausted.attempts() + 1, now) : exhausted;
            case Delivered delivered -> delivered;
        };
    }

    /** A delivery whose endpoint must not be asked before then: no attempt was made, and none is counted. */
    public Due postpone(InFlight inFlight, Instant until) {
        return new Due(inFlight.attempts(), inFlight.claim(), until);
    }

    private static DeliveryState failed(
            InFlight inFlight, AttemptOutcome outcome, Instant now, double jitter, RetryPolicy retries) {
        int attempts = inFlight.attempts() + 1;
        return retries.allowsAnother(attempts, outcome)
                ? new Due(
                        attempts,
                        inFlight.claim(),
                        now.plus(retries.schedule().pauseAfter(attempts, jitter, outcome.retryAfter())))
                : new Exhausted(attempts, now);
    }

    private Optional<InFlight> leaseIf(boolean free, int attempts, int claims, Instant now) {
        return free ? Optional.of(new InFlight(attempts, claims + 1, now.plus(lease))) : Optional.empty();
    }
}
