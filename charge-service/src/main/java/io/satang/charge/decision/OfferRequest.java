package io.satang.charge.decision;

import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.Objects;

/**
 * What the offers-service is told of a charge that wants a discount.
 *
 * @param use       what is to be redeemed, and with which card
 * @param livemode  live or test
 * @param least     the least that may be left to charge
 * @param expiresAt until when the charge may be paid, and what is held for it be taken
 */
public record OfferRequest(OfferUse use, boolean livemode, Money least, Instant expiresAt) {
    public OfferRequest {
        Objects.requireNonNull(use, "use");
        Objects.requireNonNull(least, "least");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
