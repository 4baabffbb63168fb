package io.satang.charge.operation;

import io.satang.charge.decision.ProviderOperation;

/** What is asked apart from all else, so that who is slow there is waited for there only. */
public enum Lane {
    /** Money, of its provider. */
    MONEY,
    /** Discounts, of the offers-service. */
    DISCOUNTS;

    /** Whether what is asked like this belongs to it. */
    public boolean holds(ProviderOperation.Kind kind) {
        return (kind == ProviderOperation.Kind.RESERVE) == (this == DISCOUNTS);
    }
}
