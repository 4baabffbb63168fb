package io.satang.charge.customer;

import io.satang.events.RawJson;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.CardId;
import io.satang.platform.id.CustomerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A merchant's customer with its cards (reference omise-api §8.6). One that has cards has a default card among them.
 *
 * @param id          names it
 * @param accountId   whose customer it is
 * @param livemode    live or test
 * @param version     of its events, from 1 without a gap
 * @param revision    of its row and its cards' rows, 0 before it is stored
 * @param details     what its merchant says of it
 * @param defaultCard what a charge takes that names no card
 * @param cards       oldest first
 * @param createdAt   when it was made
 */
record Customer(
        CustomerId id,
        AccountId accountId,
        boolean livemode,
        long version,
        long revision,
        Details details,
        Optional<CardId> defaultCard,
        List<CustomerCard> cards,
        Instant createdAt) {

    private static final Comparator<CustomerCard> OLDEST_FIRST = Comparator.comparing(CustomerCard::createdAt)
            .thenComparing(card -> card.id().value());

    Customer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(details, "details");
        Objects.requireNonNull(defaultCard, "defaultCard");
        cards = cards.stream().sorted(OLDEST_FIRST).toList();
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /**
     * What a merchant says of a customer.
     *
     * @param email       where it is written to
     * @param description the merchant's words
     * @param metadata    the merchant's data
     */
    record Details(Optional<String> email, Optional<String> description, RawJson metadata) {
        Details {
            Objects.requireNonNull(email, "email");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(metadata, "metadata");
        }
    }

    /** The same under another id, before it is stored. */
    Customer named(CustomerId other) {
        return new Customer(other, accountId, livemode, version, revision, details, defaultCard, cards, createdAt);
    }

    /** Whether merchants see the same of both. */
    boolean isLike(Customer other) {
        return details.equals(other.details) && defaultCard.equals(other.defaultCard) && cards.equals(other.cards);
    }

    /** Its card of this id. */
    Optional<CustomerCard> card(CardId cardId) {
        return cards.stream().filter(card -> card.id().equals(cardId)).findFirst();
    }

    /** The next version of it, of which its merchant says this. */
    Customer described(Details changed) {
        return new Customer(id, accountId, livemode, version + 1, revision, changed, defaultCard, cards, createdAt);
    }

    /** With one more card, which becomes the default if it is the first. */
    Customer with(CustomerCard card) {
        return withCards(
                Stream.concat(cards.stream(), Stream.of(card)).toList(), defaultCard.or(() -> Optional.of(card.id())));
    }

    /** With one of its cards as the default. */
    Customer withDefault(CardId cardId) {
        return withCards(cards, Optional.of(cardId));
    }

    /** With another state of one of its cards. */
    Customer replacing(CustomerCard changed) {
        return withCards(
                cards.stream()
                        .map(card -> card.id().equals(changed.id()) ? changed : card)
                        .toList(),
                defaultCard);
    }

    /** Without one of its cards. When it was the default, the card after it is now, or else the oldest. */
    Customer without(CardId cardId) {
        List<CustomerCard> left =
                cards.stream().filter(card -> !card.id().equals(cardId)).toList();
        return withCards(left, defaultCard.filter(id -> !id.equals(cardId)).or(() -> successor(cardId)));
    }

    /** What is said last of it: its last version, without any card. */
    Customer destroyed() {
        return described(details).withCards(List.of(), Optional.empty());
    }

    private Optional<CardId> successor(CardId cardId) {
        List<CardId> ids = cards.stream().map(CustomerCard::id).toList();
        List<CardId> after = ids.subList(ids.indexOf(cardId) + 1, ids.size());
        return Stream.concat(after.stream(), ids.stream())
                .filter(id -> !id.equals(cardId))
                .findFirst();
    }

    private Customer withCards(List<CustomerCard> changed, Optional<CardId> changedDefault) {
        return new Customer(id, accountId, livemode, version, revision, details, changedDefault, changed, createdAt);
    }
}
