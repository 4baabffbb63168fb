package io.satang.charge.decision;

import io.satang.platform.id.CardOfferId;
import java.util.Objects;

/**
 * The offer that a payer wants to redeem with a charge.
 *
 * @param cardOffer   the link of the card and the offer
 * @param fingerprint by what the merchant's account recognises the card that pays
 */
public record OfferUse(CardOfferId cardOffer, String fingerprint) {
    public OfferUse {
        Objects.requireNonNull(cardOffer, "cardOffer");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }
}
