package io.satang.charge.customer;

import io.satang.events.CardFailure;
import io.satang.events.RawJson;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.CardId;
import io.satang.platform.id.CustomerId;
import io.smallrye.mutiny.Uni;
import java.util.Objects;
import java.util.Optional;

/** The cards of customers as a charge needs them. */
public interface CustomerCards {
    /**
     * A card that may be charged.
     *
     * @param customer    whose it is
     * @param card        by which the vault knows it
     * @param livemode    live or test
     * @param brand       as cards have it, for instance {@code Visa}
     * @param testFailure what the test card does instead of paying; empty when it pays, and for live cards
     * @param object      the card as merchants see it within a charge
     */
    record ChargeableCard(
            CustomerId customer,
            CardId card,
            boolean livemode,
            String brand,
            Optional<CardFailure> testFailure,
            RawJson object) {
        public ChargeableCard {
            Objects.requireNonNull(customer, "customer");
            Objects.requireNonNull(card, "card");
            Objects.requireNonNull(brand, "brand");
            Objects.requireNonNull(testFailure, "testFailure");
            Objects.requireNonNull(object, "object");
        }
    }

    /**
     * A customer's card.
     *
     * @param customerId as the merchant has written it
     * @param cardId     the same; the customer's default card without one
     * @return fails with {@code not_found} when the account has no such customer or the customer no such card, also when it had one before,
     *         and with {@code missing_card} when it has none at all
     */
    Uni<ChargeableCard> find(AccountId account, String customerId, Optional<String> cardId);
}
