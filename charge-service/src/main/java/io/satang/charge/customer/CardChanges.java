package io.satang.charge.customer;

import io.satang.charge.customer.CustomerEvents.Occasion;
import io.satang.charge.customer.CustomerStore.Change;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.CardId;
import io.satang.platform.id.CustomerId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Shows, changes and destroys the cards of customers. */
@ApplicationScoped
class CardChanges {
    private final Customers customers;
    private final CustomerEvents events;
    private final Clock clock;

    CardChanges(Customers customers, CustomerEvents events, Clock clock) {
        this.customers = Objects.requireNonNull(customers, "customers");
        this.events = Objects.requireNonNull(events, "events");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * The card as its merchant sees it.
     *
     * @throws ApiException {@code not_found}
     */
    Uni<String> find(AccountId account, CustomerId id, CardId cardId) {
        return customers
                .find(account, id)
                .map(customer -> CustomerJson.render(id, card(customer, cardId)).text());
    }

    /** Changes it; the card afterwards. */
    Uni<String> update(AccountId account, CustomerId id, CardId cardId, CardEdit edit) {
        Occasion occasion = occasion();
        return customers
                .find(account, id)
                .flatMap(customer -> customers.change(customer, former -> updated(former, cardId, edit, occasion)))
                .map(customer -> CustomerJson.render(id, card(customer, cardId)).text());
    }

    private Change updated(Customer former, CardId cardId, CardEdit edit, Occasion occasion) {
        CustomerCard card = card(former, cardId);
        YearMonth month = YearMonth.from(occasion.now().atOffset(ZoneOffset.UTC));
        RawJson object = edit.appliedTo(card.object(), month, former.livemode());
        if (object.equals(card.object())) {
            return new Change(former, List.of(), Optional.empty());
        }
        CustomerCard next = card.with(object);
        if (object.text().length() > card.object().text().length()) {
            // Or the customer could not be changed any more.
            CustomerJson.renderBounded(former.replacing(next), occasion.now());
        }
        RawJson shown = CustomerJson.render(former.id(), next);
        return new Change(
                former.replacing(next),
                List.of(events.of(EventType.CARD_UPDATED, former, next, shown, occasion)),
                Optional.empty());
    }

    /** Destroys it; what is said of it last. */
    Uni<String> destroy(AccountId account, CustomerId id, CardId cardId) {
        Occasion occasion = occasion();
        return customers.find(account, id).flatMap(customer -> {
            RawJson last = CustomerJson.renderDestroyed(id, card(customer, cardId));
            return customers
                    .change(customer, former -> destroyed(former, cardId, occasion))
                    .replaceWith(last.text());
        });
    }

    private Change destroyed(Customer former, CardId cardId, Occasion occasion) {
        CustomerCard card = card(former, cardId);
        CustomerCard last = card.with(card.object());
        RawJson shown = CustomerJson.renderDestroyed(former.id(), last);
        return new Change(
                former.without(cardId),
                List.of(events.of(EventType.CARD_DESTROYED, former, last, shown, occasion)),
                Optional.empty());
    }

    private static CustomerCard card(Customer customer, CardId cardId) {
        return customer.card(cardId).orElseThrow(() -> ApiException.notFound("card", cardId.value()));
    }

    private Occasion occasion() {
        return Occasion.at(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
