package io.satang.charge.decision;

import io.satang.events.CardFailure;
import java.util.Objects;
import java.util.Optional;

/**
 * What a provider is told of the card that a payment is made with; its number stays in the vault.
 *
 * @param authentication whether the payer has to be authenticated (3-D Secure) before there is money
 * @param testFailure    what the test card does instead of paying (reference omise-api §10.1); empty when it pays, and for live cards
 */
public record PaymentCard(boolean authentication, Optional<CardFailure> testFailure) {
    public PaymentCard {
        Objects.requireNonNull(testFailure, "testFailure");
    }
}
