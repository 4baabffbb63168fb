package io.satang.charge.store;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.ChargeState;
import io.satang.events.EventType;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.PayPageId;
import io.satang.platform.outbox.OutboxEvent;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Stored charges, each change together with its event. */
public interface ChargeStore {

    /**
     * Stores a new charge and its event.
     *
     * @return false when its source has already been charged; then nothing was stored
     */
    Uni<Boolean> insert(Charge charge, OutboxEvent event);

    /** The charge, if there is one; fails with {@link UnreadableChargeException} when there is one that cannot be read. */
    Uni<Optional<Charge>> find(ChargeId chargeId);

    /** The charge that is paid at this page, if there is one; fails like {@link #find}. */
    Uni<Optional<Charge>> findByPage(PayPageId pageId);

    /**
     * Replaces the version that {@code next} was decided upon, and stores the event and what is to be voided, all or nothing.
     *
     * @return false when the charge is no longer at that version; then nothing was changed
     */
    Uni<Boolean> update(Change change);

    /** Stores that a payment which came too late, or beside another one, has to be voided at the provider; repeating it changes nothing. */
    Uni<Void> recordVoid(LateApproval late);

    /** The time by the clock of the database, which is the same for all replicas. */
    Uni<Instant> now();

    /**
     * Takes pending charges whose deadline has passed, oldest deadline first, which no other replica is taking, and stores what
     * {@code decide} makes of them. What cannot be read, or what {@code decide} fails on, is set aside, so that nobody takes it again.
     *
     * @param now   by the clock of the database
     * @param limit how many at the most
     * @return how many were taken
     */
    Uni<Integer> settleDue(Instant now, int limit, Function<Charge, Optional<Change>> decide);

    /**
     * A step from one version to the next.
     *
     * @param before  where the charge stood
     * @param command what moved it
     * @param next    the charge afterwards
     * @param event   what is published
     * @param late    what is to be voided at the provider because of it
     */
    record Change(
            ChargeState before, ChargeCommand command, Charge next, OutboxEvent event, Optional<LateApproval> late) {
        /** How many bytes of memory the charge and its event hold, at the most. */
        public long bytes() {
            return 2 * event.bytes();
        }

        /** What happened. */
        public EventType eventType() {
            return event.envelope().type();
        }
    }

    /**
     * Money that the provider took for a charge that had ended, be it without money or with another payment's.
     *
     * @param chargeId  the charge
     * @param reference the provider's name for the payment
     * @param at        when it was seen
     */
    record LateApproval(ChargeId chargeId, String reference, Instant at) {}
}
