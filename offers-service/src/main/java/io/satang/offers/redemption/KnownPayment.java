package io.satang.offers.redemption;

import java.util.Objects;

/**
 * A payment with a card that somebody has registered.
 *
 * @param merchantAccount who takes it
 * @param fingerprint     by what that account recognises the card
 */
record KnownPayment(String chargeId, String merchantAccount, String fingerprint, PaymentFacts facts) {
    KnownPayment {
        Objects.requireNonNull(chargeId, "chargeId");
        Objects.requireNonNull(merchantAccount, "merchantAccount");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(facts, "facts");
    }
}
