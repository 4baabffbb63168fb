package io.satang.offers.redemption;

import java.util.Objects;

/** A charge, and the link by which it redeems an offer: by both a redemption is there once. */
record RedemptionKey(String chargeId, String cardOfferId) {
    RedemptionKey {
        Objects.requireNonNull(chargeId, "chargeId");
        Objects.requireNonNull(cardOfferId, "cardOfferId");
    }

    static RedemptionKey of(RedemptionEntity row) {
        return new RedemptionKey(row.chargeId, row.cardOfferId);
    }

    static RedemptionKey of(ReservationRequest request) {
        return new RedemptionKey(request.chargeId(), request.cardOfferId());
    }
}
