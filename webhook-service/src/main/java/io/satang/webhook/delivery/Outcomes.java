package io.satang.webhook.delivery;

import io.satang.platform.batching.Coalescer;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * Writes down what has become of leased deliveries, many in a statement. What cannot be written is logged and otherwise lost: its lease ends,
 * and somebody claims it again.
 */
final class Outcomes {
    private static final Logger LOG = Logger.getLogger(Outcomes.class);
    private static final int TOGETHER_MAX = 256;
    // Its own row; the event that it delivers is held by the lanes anyway.
    private static final long ROW_BYTES = 1_024;

    private final Coalescer<Attempt, Attempt> attempts;
    private final Coalescer<Postponement, Postponement> postponements;

    /** @param waitingMax how many may wait to be written */
    Outcomes(DeliveryStore store, int waitingMax) {
        Coalescer.Limits limits = new Coalescer.Limits(TOGETHER_MAX, 1, waitingMax);
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
        return attempts.submit(attempt)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "attempt on %s not recorded, it will be repeated: %s",
                        attempt.claimed().delivery().id(), failure.toString()))
                .onFailure()
                .recoverWithNull();
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
