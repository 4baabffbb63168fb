package io.satang.charge.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.events.RawJson;
import io.satang.events.Sizes;
import io.satang.platform.id.CardId;
import io.satang.platform.id.CustomerId;
import io.satang.platform.json.ApiJson;
import io.satang.platform.paging.ListView;
import io.satang.platform.paging.Page;
import io.satang.platform.size.ObjectSize;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Customers and their cards as merchants see them, the fields in the order of the reference (omise-api §8.5 and §8.6). */
final class CustomerJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int CARDS_SHOWN = 20;

    private CustomerJson() {}

    private record CustomerView(
            String object,
            String id,
            boolean livemode,
            String location,
            boolean deleted,
            RawJson metadata,
            ListView cards,
            Optional<RawJson> defaultCard,
            ListView linkedAccounts,
            Optional<String> description,
            Optional<String> email,
            Instant createdAt) {}

    /**
     * A customer.
     *
     * @param now until when its lists reach
     */
    static String render(Customer customer, Instant now) {
        return render(customer, false, id -> Optional.of(new RawJson("\"" + id + "\"")), now);
    }

    /** The same with its default card as an object. */
    static String renderExpanded(Customer customer, Instant now) {
        return render(customer, false, id -> customer.card(id).map(card -> render(customer.id(), card)), now);
    }

    /** The same of one that its merchant has just made or changed; {@code bad_request} when it is too large for what comes after. */
    static String renderBounded(Customer customer, Instant now) {
        return ObjectSize.requireAtMost("customer", render(customer, now), Sizes.OBJECT_BYTES_MAX);
    }

    /** What is said last of a customer, once it is {@link Customer#destroyed}. */
    static String renderDestroyed(Customer customer, Instant now) {
        return render(customer, true, id -> Optional.empty(), now);
    }

    /** A customer's card. */
    static RawJson render(CustomerId customer, CustomerCard card) {
        return render(customer, card, false);
    }

    /** What is said last of a card. */
    static RawJson renderDestroyed(CustomerId customer, CustomerCard card) {
        return render(customer, card, true);
    }

    /** A part of a customer's cards. */
    static ListView cards(Customer customer, Page page) {
        List<CustomerCard> inTime = customer.cards().stream()
                .filter(card -> !card.createdAt().isBefore(page.earliest())
                        && !card.createdAt().isAfter(page.latest()))
                .toList();
        List<CustomerCard> ordered = page.order() == Page.Order.CHRONOLOGICAL ? inTime : inTime.reversed();
        List<RawJson> shown = ordered.stream()
                .skip(page.offset())
                .limit(page.limit())
                .map(card -> render(customer.id(), card))
                .toList();
        return ListView.of(CustomerPath.cards(customer.id()), page, inTime.size(), shown);
    }

    /** How a default card is shown. */
    @FunctionalInterface
    private interface DefaultCard {
        Optional<RawJson> show(CardId id);
    }

    private static String render(Customer customer, boolean deleted, DefaultCard defaultCard, Instant now) {
        String location = CustomerPath.of(customer.id());
        // Of all its cards: a clock that is behind the vault's must not leave out the one that has just come in.
        Page firstCards = new Page(CARDS_SHOWN, 0, Instant.EPOCH, now, Page.Order.CHRONOLOGICAL);
        List<RawJson> shown = customer.cards().stream()
                .limit(CARDS_SHOWN)
                .map(card -> render(customer.id(), card))
                .toList();
        return ApiJson.write(new CustomerView(
                "customer",
                customer.id().value(),
                customer.livemode(),
                location,
                deleted,
                customer.details().metadata(),
                ListView.of(
                        CustomerPath.cards(customer.id()),
                        firstCards,
                        customer.cards().size(),
                        shown),
                customer.defaultCard().flatMap(defaultCard::show),
                ListView.empty(location + "/linked_accounts", now),
                customer.details().description(),
                customer.details().email(),
                customer.createdAt()));
    }

    private static RawJson render(CustomerId customer, CustomerCard card, boolean deleted) {
        try {
            ObjectNode object = (ObjectNode) MAPPER.readTree(card.object().text());
            object.put("location", CustomerPath.of(customer, card.id()));
            object.put("deleted", deleted);
            return new RawJson(object.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(card.id() + " is no JSON object", e);
        }
    }
}
