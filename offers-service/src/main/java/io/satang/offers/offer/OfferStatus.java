package io.satang.offers.offer;

import java.util.Objects;

/**
 * What those who join an offer need to know of it.
 *
 * @param id              which one it is
 * @param merchantAccount whose payments redeem it
 * @param state           how it stands
 */
public record OfferStatus(OfferId id, String merchantAccount, OfferState state) {
    public OfferStatus {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(merchantAccount, "merchantAccount");
        Objects.requireNonNull(state, "state");
    }
}
