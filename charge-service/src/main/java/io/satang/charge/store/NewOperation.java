package io.satang.charge.store;

import io.satang.charge.decision.ProviderOperation;
import java.util.Objects;

/**
 * An operation that is to be stored, before anybody is asked for it.
 *
 * @param operation what is asked
 * @param provider  the name of the provider that will be asked
 */
public record NewOperation(ProviderOperation operation, String provider) {
    public NewOperation {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(provider, "provider");
    }
}
