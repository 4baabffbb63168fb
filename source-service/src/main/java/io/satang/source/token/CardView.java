package io.satang.source.token;

import io.satang.platform.card.CardDraft;
import io.satang.source.card.Issuer;
import java.time.Instant;
import java.util.Optional;

/** A card as merchants see it within its token, its fields in the order of the reference (omise-api §8.5); what is not known is null. */
record CardView(
        String object,
        String id,
        boolean livemode,
        Optional<String> location,
        boolean deleted,
        Optional<String> street1,
        Optional<String> street2,
        Optional<String> city,
        Optional<String> state,
        Optional<String> phoneNumber,
        Optional<String> postalCode,
        String country,
        String financing,
        String bank,
        String brand,
        String fingerprint,
        Optional<String> firstDigits,
        String lastDigits,
        String name,
        int expirationMonth,
        int expirationYear,
        boolean securityCodeCheck,
        Optional<String> tokenizationMethod,
        Instant createdAt) {

    /** The first digits are for merchants alone who may have them (PCI DSS), which nobody is here. */
    static CardView of(
            String id, boolean livemode, CardDraft draft, Issuer issuer, String fingerprint, Instant createdAt) {
        return new CardView(
                "card",
                id,
                livemode,
                Optional.empty(),
                false,
                draft.billing("street1"),
                draft.billing("street2"),
                draft.billing("city"),
                draft.billing("state"),
                draft.billing("phone_number"),
                draft.billing("postal_code"),
                issuer.country(),
                issuer.financing(),
                issuer.bank(),
                draft.brand().wireName(),
                fingerprint,
                Optional.empty(),
                draft.number().lastDigits(),
                draft.name(),
                draft.expirationMonth(),
                draft.expirationYear(),
                draft.securityCode().isPresent(),
                Optional.empty(),
                createdAt);
    }
}
