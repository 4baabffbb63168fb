package io.satang.events;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A charge after it was created, updated, completed, captured, reversed or expired (the {@code charge.*} topics).
 *
 * @param chargeId         {@code chrg_…}
 * @param sourceId         what it was paid with, when that is a source
 * @param tokenId          the token that it was paid with, when that is one of a card
 * @param status           {@code pending}, {@code successful}, {@code failed}, {@code expired} or {@code reversed}
 * @param amount           subunits
 * @param currency         upper-case ISO 4217
 * @param webhookEndpoints where this charge's events go beside the account's own endpoint; at most two
 * @param accountVersion   the account's version when this happened: whoever acts on the account's settings for this event has to know at
 *                         least this one; 0 when it was not known
 * @param object           the charge as merchants see it
 */
public record ChargeChanged(
        String chargeId,
        Optional<String> sourceId,
        Optional<String> tokenId,
        String status,
        long amount,
        String currency,
        List<String> webhookEndpoints,
        @MayBeMissing long accountVersion,
        RawJson object) {

    public ChargeChanged {
        Objects.requireNonNull(chargeId, "chargeId");
        Objects.requireNonNull(sourceId, "sourceId");
        Objects.requireNonNull(tokenId, "tokenId");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(object, "object");
        webhookEndpoints = List.copyOf(webhookEndpoints);
    }

    /** A charge that no token has paid. */
    public ChargeChanged(
            String chargeId,
            Optional<String> sourceId,
            String status,
            long amount,
            String currency,
            List<String> webhookEndpoints,
            long accountVersion,
            RawJson object) {
        this(chargeId, sourceId, Optional.empty(), status, amount, currency, webhookEndpoints, accountVersion, object);
    }
}
