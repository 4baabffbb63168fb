package io.satang.webhook.delivery;

import io.satang.platform.batching.Coalescer;
import io.satang.platform.database.SqlFailure;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Writes down what has become of leased deliveries, many in a statement. An attempt was made whether the database is there or not, so it is
 * tried again for as long as nobody else may repeat it. What cannot be written by then is logged and otherwise lost: its lease ends, and
 * somebody claims it again.
 */
final class Outcomes {
    private static final Logger LOG = Logger.getLogger(Outcomes.class);
    private static final int TOGETHER_MAX = 256;
    // Its own row; the event that it delivers is held by the lanes anyway.
    private static final long ROW_BYTES = 1_024;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Coalescer<Attempt, Attempt> attempts;
    private final Coalescer<Postponement, Postponement> postponements;
    private final Clock clock;

    /** Everything that a replica holds may wait to be written. */
    Outcomes(DeliveryStore store, DispatchLimits dispatch, Clock clock) {
        this.clock = clock;
        Coalescer.Limits limits = new Coalescer.Limits(TOGETHER_MAX, 1, dispatch.held()).at(dispatch.recording());
        this.attempts = new Coalescer<>(
                "webhook attempts",
                limits,
                attempt -> ROW_BYTES,
                Attempt::id,
                batch -> store.record(batch).replaceWith(batch));
        this.postponements = new Coalescer<>(
                "postponed webhooks",
                limits,
                postponement -> ROW_BYTES,
                postponement -> postponement.claimed().delivery().event().accountId(),
                batch -> store.postpone(batch).replaceWith(batch));
    }

    /** Keeps an attempt. Completes when there is nothing more to be done about it, and never fails. */
    Uni<Void> keep(Attempt attempt) {
        return untilLeaseEnds(attempt.claimed(), attempts.submit(attempt))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "attempt on %s not recorded, it will be repeated: %s",
                        attempt.claimed().delivery().id(), failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    // Held here meanwhile, so that no more is attempted than can be remembered. Without jitter: what comes again
    // together is
    // written together.
    private <T> Uni<T> untilLeaseEnds(Claimed claimed, Uni<T> work) {
        return work.onFailure(failure -> SqlFailure.isWorthAnotherTry(failure)
                        && clock.instant().isBefore(claimed.lease().until()))
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .withJitter(0)
                .indefinitely();
    }

    /** Gives a lease back. Completes when there is nothing more to be done about it, and never fails. */
    Uni<Void> keep(Postponement postponement) {
        return postponements
                .submit(postponement)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "%s keeps its lease: %s",
                        postponement.claimed().delivery().id(), failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /** The same, for somebody who does not wait for it. */
    void send(Postponement postponement) {
        keep(postponement).subscribe().with(kept -> {});
    }
}
