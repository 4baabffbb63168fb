package io.satang.events;

import java.time.Instant;
import java.util.Objects;

/**
 * A provider has given a payment back that was not for its charge, or that its merchant gave up (topic {@code payment.voided}): it came too
 * late, beside the payment that paid the charge, or was held and not taken.
 *
 * @param chargeId {@code chrg_…}, what it was taken or held for
 * @param provider who had taken or held it
 * @param payment  the provider's name for it
 * @param amount   subunits, at the most
 * @param currency upper-case ISO 4217
 * @param at       when the provider confirmed
 */
public record PaymentVoided(
        String chargeId, String provider, String payment, long amount, String currency, Instant at) {

    public PaymentVoided {
        Objects.requireNonNull(chargeId, "chargeId");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(payment, "payment");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(at, "at");
    }
}
