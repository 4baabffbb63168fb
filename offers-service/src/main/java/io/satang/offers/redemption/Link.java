package io.satang.offers.redemption;

import io.satang.offers.offer.OfferId;
import io.satang.offers.qualification.Membership;
import java.util.Objects;

/**
 * The link of a card and an offer.
 *
 * @param id {@code cdof_…}
 */
record Link(String id, OfferId offer, String cardId, Membership membership) {
    Link {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(offer, "offer");
        Objects.requireNonNull(cardId, "cardId");
        Objects.requireNonNull(membership, "membership");
    }
}
