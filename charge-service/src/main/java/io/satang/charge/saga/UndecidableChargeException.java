package io.satang.charge.saga;

import io.satang.platform.id.ChargeId;

/** The rules fail on a charge, or what it has become cannot be told; trying again would not help. */
public final class UndecidableChargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndecidableChargeException(ChargeId charge, RuntimeException cause) {
        super(charge + " cannot be decided upon: " + cause, cause);
    }
}
