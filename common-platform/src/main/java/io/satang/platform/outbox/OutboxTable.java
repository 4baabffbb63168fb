package io.satang.platform.outbox;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;

/**
 * The events that are committed and not yet published. Reading takes nothing away and holds no lock; what was published is deleted
 * afterwards, so an event may be published twice and never not at all.
 */
public interface OutboxTable {
    /** How many rows are read at the most. */
    int READ_ROWS_MAX = 500;

    /** How many rows a deletion may name. */
    int DELETE_ROWS_MAX = 2_000;

    /**
     * An event that can never be published.
     *
     * @param id     of the event
     * @param reason why not
     */
    record DeadEvent(String id, String reason) {}

    /** The oldest events whose order counts, in that order, as many as one batch may carry. */
    Uni<List<OutboxRow>> readOrdered();

    /**
     * The other events, those behind {@code afterSeq} that whoever wrote them should have published by now: older than two seconds.
     *
     * @param except ids that are not wanted, because this replica is about to settle them
     */
    Uni<List<OutboxRow>> readOverdue(long afterSeq, Collection<String> except);

    /** Forgets events that were published. */
    Uni<Void> delete(List<String> ids);

    /** The same, but only while the lease is still held; answers whether it was, and deletes nothing when not. */
    Uni<Boolean> deleteUnder(RelayLease lease, List<String> ids);

    /** Moves events out of the way, to where an operator finds them. */
    Uni<Void> setAside(List<DeadEvent> events);
}
