package io.satang.charge.saga;

import io.satang.charge.decision.OperationId;
import io.satang.charge.store.NewOperation;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Whoever asks providers for what decisions ask of them. */
public interface CommittedOperations {

    /** These have been stored and wait to be asked for. Returns at once and never fails: what is not taken here is found in the store. */
    void committed(List<NewOperation> operations);

    /**
     * Waits for what this replica is asking: a request that has caused it waits here for some time, and then looks what has become of its
     * charge, which may be undecided still.
     *
     * @return comes, on any thread, when the provider has answered and the charge has heard of it, when nothing certain was heard, and at once
     *     when this replica asks no such thing; it never fails
     */
    Uni<Void> attempted(OperationId operation);
}
