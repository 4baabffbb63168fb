package io.satang.events;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What has become of the reward that a payment earns by an offer (topics {@code offer.redeemed}, {@code offer.released} and
 * {@code offer.clawed-back}).
 *
 * @param redemptionId   {@code rdmp_…}
 * @param offerId        {@code offr_…}
 * @param cardOfferId    {@code cdof_…}, the link of card and offer
 * @param cardId         {@code card_…}
 * @param chargeId       {@code chrg_…}, the payment
 * @param state          {@code confirmed}, {@code released} or {@code clawed_back}
 * @param reward         what was earned, in subunits; 0 when it was released
 * @param clawedBack     what was taken back of it so far, in subunits
 * @param currency       upper-case ISO 4217
 * @param payableAt      from when on what is left of it is owed; empty when nothing is
 * @param accountVersion the version of the owner's account when this happened, as in {@link ChargeChanged}
 * @param object         the redemption as the offer's owner sees it
 */
public record RedemptionChanged(
        String redemptionId,
        String offerId,
        String cardOfferId,
        String cardId,
        String chargeId,
        String state,
        long reward,
        long clawedBack,
        String currency,
        Optional<Instant> payableAt,
        @MayBeMissing long accountVersion,
        RawJson object) {

    public RedemptionChanged {
        Objects.requireNonNull(redemptionId, "redemptionId");
        Objects.requireNonNull(offerId, "offerId");
        Objects.requireNonNull(cardOfferId, "cardOfferId");
        Objects.requireNonNull(cardId, "cardId");
        Objects.requireNonNull(chargeId, "chargeId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(payableAt, "payableAt");
        Objects.requireNonNull(object, "object");
    }
}
