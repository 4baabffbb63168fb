package io.satang.charge.store;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.ChargeState;
import io.satang.charge.decision.Refund;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.PayPageId;
import io.satang.platform.outbox.OutboxEvent;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Stored charges, each change together with its event. */
public interface ChargeStore {

    /**
     * Stores a new charge, its event and what is to be asked of providers for it, all or nothing.
     *
     * @return false when what it is paid with has already been charged; then nothing was stored
     */
    Uni<Boolean> insert(NewCharge charge);

    /** The charge, if there is one; fails with {@link UnreadableChargeException} when there is one that cannot be read. */
    Uni<Optional<Charge>> find(ChargeId chargeId);

    /** The charge that is paid at this page, if there is one; fails like {@link #find}. */
    Uni<Optional<Charge>> findByPage(PayPageId pageId);

    /**
     * Replaces the version that {@code next} was decided upon, ends the operation whose answer it was, and stores the event, the refund and
     * what is to be asked of providers, all or nothing.
     *
     * @return false when the charge is no longer at that version; then nothing was changed
     */
    Uni<Boolean> update(Change change);

    /** Stores what is to be asked of a provider for a charge that stays as it is; repeating it changes nothing. */
    Uni<Void> ask(NewOperation operation);

    /** The time by the clock of the database, which is the same for all replicas. */
    Uni<Instant> now();

    /**
     * Takes charges whose deadline has passed, oldest deadline first, which no replica has taken in the last moments.
     *
     * @param now   by the clock of the database
     * @param limit how many at the most
     */
    Uni<List<StoredCharge>> claimDue(Instant now, int limit);

    /** Sets a charge aside that cannot be read or decided upon, so that nobody takes it again. */
    Uni<Void> quarantine(String chargeId, String reason);

    /**
     * A step from one version to the next.
     *
     * @param before     where the charge stood
     * @param command    what moved it
     * @param next       the charge afterwards
     * @param event      what is published, if others hear of it
     * @param operations what is to be asked of providers because of it
     * @param refund     the refund that it is about, as it is afterwards
     * @param ended      the operation whose answer it is, which is over with it
     * @param requestId  the request that caused it, if there was one
     */
    record Change(
            ChargeState before,
            ChargeCommand command,
            Charge next,
            Optional<OutboxEvent> event,
            List<NewOperation> operations,
            Optional<Refund> refund,
            Optional<EndedOperation> ended,
            Optional<String> requestId) {
        // A row without its event: what may be long of a charge is in the event, too.
        private static final long ROW_BYTES = 2_048;

        public Change {
            Objects.requireNonNull(refund, "refund");
            Objects.requireNonNull(ended, "ended");
            operations = List.copyOf(operations);
        }

        /** How many bytes of memory the charge and its event hold, at the most. */
        public long bytes() {
            return event.map(message -> 2 * message.bytes())
                            .orElse(ROW_BYTES + 2L * next.metadata().text().length())
                    + refund.map(given -> 2L * given.metadata().text().length()).orElse(0L);
        }
    }
}
