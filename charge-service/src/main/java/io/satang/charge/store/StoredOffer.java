package io.satang.charge.store;

import io.satang.charge.decision.OfferRequest;
import io.satang.charge.decision.OfferUse;
import io.satang.platform.id.CardOfferId;
import io.satang.platform.json.StoredJson;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import java.time.Instant;

/** The member {@code offer} of a card's stored terms: what its payer wants to redeem. */
public record StoredOffer(String cardOffer, String fingerprint) {

    /** The column {@code offer} of an operation. */
    public record StoredRequest(StoredOffer use, boolean livemode, long least, String currency, Instant expiresAt) {}

    static StoredOffer of(OfferUse use) {
        return new StoredOffer(use.cardOffer().value(), use.fingerprint());
    }

    OfferUse read() {
        return new OfferUse(new CardOfferId(cardOffer), fingerprint);
    }

    /** What is stored with an operation. */
    static String writeRequest(OfferRequest request) {
        return StoredJson.write(new StoredRequest(
                of(request.use()),
                request.livemode(),
                request.least().subunits(),
                request.least().currency().name(),
                request.expiresAt()));
    }

    /**
     * What was stored with an operation.
     *
     * @throws IllegalStateException when it cannot be read
     */
    public static OfferRequest readRequest(String json, String operationId) {
        StoredRequest stored = StoredJson.read(json, StoredRequest.class, "offer of " + operationId);
        return new OfferRequest(
                stored.use().read(),
                stored.livemode(),
                new Money(stored.least(), Currency.valueOf(stored.currency())),
                stored.expiresAt());
    }
}
