package io.satang.charge.decision;

import io.satang.charge.decision.Instrument.ByCustomer;
import io.satang.events.RawJson;
import java.util.Objects;
import java.util.Optional;

/**
 * What was agreed of a charge that a card pays (reference omise-api §8.8).
 *
 * @param owner             the customer whose card it is, when it is one's
 * @param card              the card as merchants see it
 * @param brand             as cards have it, for instance {@code Visa}
 * @param authorizationType what the merchant wants to do with the held money, if it has said so
 * @param recurrence        how the charge belongs to others
 * @param payment           what its provider is told of the card
 * @param offer             what its payer wants to redeem with it
 */
public record CardTerms(
        Optional<ByCustomer> owner,
        RawJson card,
        String brand,
        Optional<AuthorizationType> authorizationType,
        Recurrence recurrence,
        PaymentCard payment,
        Optional<OfferUse> offer) {

    public CardTerms {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(brand, "brand");
        Objects.requireNonNull(authorizationType, "authorizationType");
        Objects.requireNonNull(recurrence, "recurrence");
        Objects.requireNonNull(payment, "payment");
        Objects.requireNonNull(offer, "offer");
    }

    /**
     * How a charge belongs to others with the same card. It is kept for whoever settles a dispute; once there is
     * a charge, nothing is decided by it.
     *
     * @param firstCharge the first charge of the chain
     * @param reason      why there is another one, for instance {@code subscription}
     * @param indicator   who has begun it: {@code MIT}, the merchant, or {@code CIT}, the cardholder
     */
    public record Recurrence(Optional<String> firstCharge, Optional<String> reason, Optional<String> indicator) {
        /** A charge that stands alone. */
        public static final Recurrence NONE = new Recurrence(Optional.empty(), Optional.empty(), Optional.empty());

        public Recurrence {
            Objects.requireNonNull(firstCharge, "firstCharge");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(indicator, "indicator");
        }
    }
}
