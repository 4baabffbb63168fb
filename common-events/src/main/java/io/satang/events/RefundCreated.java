package io.satang.events;

import java.util.List;
import java.util.Objects;

/**
 * Money of a charge has been given back (topic {@code refund.created}); what is only asked for is not told of.
 *
 * @param refundId         {@code rfnd_…}
 * @param chargeId         {@code chrg_…}, whose money
 * @param amount           subunits
 * @param currency         upper-case ISO 4217
 * @param voided           whether it leaves no trace on the payer's statement, and costs the merchant no fee
 * @param webhookEndpoints where the charge's events go beside the account's own endpoint; at most two
 * @param accountVersion   the account's version when this happened, as in {@link ChargeChanged}
 * @param object           the refund as merchants see it
 */
public record RefundCreated(
        String refundId,
        String chargeId,
        long amount,
        String currency,
        boolean voided,
        List<String> webhookEndpoints,
        @MayBeMissing long accountVersion,
        RawJson object) {

    public RefundCreated {
        Objects.requireNonNull(refundId, "refundId");
        Objects.requireNonNull(chargeId, "chargeId");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(object, "object");
        webhookEndpoints = List.copyOf(webhookEndpoints);
    }
}
