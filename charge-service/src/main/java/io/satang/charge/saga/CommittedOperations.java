package io.satang.charge.saga;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.OperationId;
import io.satang.charge.store.NewOperation;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Whoever asks providers for what decisions ask of them. */
public interface CommittedOperations {

    /**
     * These have been stored and wait to be asked for. Returns at once and never fails: what is not taken here is found in the store.
     *
     * @param charge whose operations they are, as it was stored with them
     */
    void committed(Charge charge, List<NewOperation> operations);

    /**
     * Waits for what this replica is asking: a request that has caused it waits here for some time, and then looks what has become of its
     * charge, which may be undecided still.
     *
     * @return the charge that has heard what the provider has answered, on any thread; empty when nothing certain was heard, and at once when
     *     this replica asks no such thing; it never fails
     */
    Uni<Optional<Charge>> attempted(OperationId operation);
}
