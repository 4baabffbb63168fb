package io.satang.events;

import java.util.Objects;

/**
 * A card has joined an offer or left it (topics {@code card.linked} and {@code card.unlinked}).
 *
 * @param cardOfferId    {@code cdof_…}, the link of the two
 * @param cardId         {@code card_…}
 * @param offerId        {@code offr_…}
 * @param state          {@code linked} or {@code unlinked}
 * @param accountVersion the account's version when this happened, as in {@link ChargeChanged}
 * @param object         the link as the offer's owner sees it
 */
public record CardOfferChanged(
        String cardOfferId,
        String cardId,
        String offerId,
        String state,
        @MayBeMissing long accountVersion,
        RawJson object) {

    public CardOfferChanged {
        Objects.requireNonNull(cardOfferId, "cardOfferId");
        Objects.requireNonNull(cardId, "cardId");
        Objects.requireNonNull(offerId, "offerId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(object, "object");
    }
}
