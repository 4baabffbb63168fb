package io.satang.charge.store;

import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.OperationId;
import java.util.Objects;
import java.util.Optional;

/**
 * An operation of which a provider has said what came of it.
 *
 * @param declined why it was not done, if it was not
 */
public record EndedOperation(OperationId id, Optional<FailureCode> declined) {
    public EndedOperation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(declined, "declined");
    }
}
