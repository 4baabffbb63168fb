package io.satang.charge.operation;

import io.satang.charge.decision.ProviderOperation;
import java.time.Duration;
import java.util.Objects;

/**
 * An operation that this replica has for itself, for as long as asking about it takes.
 *
 * @param operation what is asked
 * @param provider  the name of the provider
 * @param claim     what to name when it is put back
 * @param attempts  how often somebody has asked and heard nothing certain
 * @param age       how long ago it was stored
 */
public record ClaimedOperation(ProviderOperation operation, String provider, long claim, int attempts, Duration age) {
    public ClaimedOperation {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(age, "age");
    }
}
