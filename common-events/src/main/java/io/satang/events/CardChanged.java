package io.satang.events;

import java.util.Objects;

/**
 * A customer's card after it was changed or destroyed (the {@code card.*} topics). It carries neither the number nor the security code.
 *
 * @param cardId         {@code card_…}
 * @param customerId     {@code cust_…}, whose it is
 * @param accountVersion the account's version when this happened, as in {@link ChargeChanged}
 * @param object         the card as its merchant sees it; of a destroyed one, as it was answered last
 */
public record CardChanged(
        String cardId, String customerId, @MayBeMissing long accountVersion, RawJson object) {
    public CardChanged {
        Objects.requireNonNull(cardId, "cardId");
        Objects.requireNonNull(customerId, "customerId");
        Objects.requireNonNull(object, "object");
    }
}
