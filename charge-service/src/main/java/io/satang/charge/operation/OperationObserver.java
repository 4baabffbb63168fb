package io.satang.charge.operation;

import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.ProviderOperation;
import java.util.Optional;

/** Hears what becomes of operations. */
public interface OperationObserver {
    /** Hears nothing. */
    OperationObserver NONE = new OperationObserver() {
        @Override
        public void settled(ProviderOperation operation, Optional<FailureCode> declined) {}

        @Override
        public void postponed(ProviderOperation operation, String why) {}
    };

    /** A provider has done what it was asked, or declined it. */
    void settled(ProviderOperation operation, Optional<FailureCode> declined);

    /** A provider was asked and said nothing certain; it is asked again. */
    void postponed(ProviderOperation operation, String why);
}
