package io.satang.charge.store;

/** This replica cannot read a stored charge. */
public final class UnreadableChargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableChargeException(String chargeId, String reason) {
        super(chargeId + " cannot be read: " + reason);
    }
}
