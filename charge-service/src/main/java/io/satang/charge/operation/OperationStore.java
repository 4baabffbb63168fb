package io.satang.charge.operation;

import io.satang.charge.store.EndedOperation;
import io.satang.platform.id.AccountId;
import io.satang.platform.outbox.OutboxEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Operations that are not over, each of which belongs to one replica at a time. They are stored beside their charge's next state. */
public interface OperationStore {

    /**
     * Takes what waits to be taken up of this lane, the longest first, and leaves what other replicas have.
     *
     * @param limit  how many at the most
     * @param except of whom there is nothing to take
     */
    Uni<List<ClaimedOperation>> claim(Lane lane, int limit, Set<AccountId> except);

    /**
     * It is over, whoever has it: what a provider has said is so. One whose answer changes its charge ends with that change instead.
     *
     * @param event what others hear of it, if they do
     * @return whether it had not been over before; else nothing is published
     */
    Uni<Boolean> settle(EndedOperation ended, Optional<OutboxEvent> event);

    /** Nothing certain was heard; it is taken up again after this time. Changes nothing when somebody else has taken it meanwhile. */
    Uni<Void> postpone(ClaimedOperation operation, Duration delay);

    /** How long ago the oldest was stored that is not over; zero when there is none. */
    Uni<Duration> oldest();
}
