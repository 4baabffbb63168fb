package io.satang.charge.customer;

import io.satang.charge.customer.CustomerEvents.Occasion;
import io.satang.charge.customer.CustomerStore.Change;
import io.satang.charge.customer.CustomerStore.Written;
import io.satang.events.EventType;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.CustomerId;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changes and destroys customers. What is decided upon a customer is stored if the customer is still the same, and decided anew if it
 * is not. The vault is asked for a card before it is stored, and without a database connection being held.
 */
@ApplicationScoped
class Customers {
    /** Who loses this often is told to come back: somebody else has won each time. */
    private static final int LOOKS_MAX = 50;

    private static final int CARDS_MAX = 50;

    private final CustomerStore store;
    private final CardKeeping keeping;
    private final CardForgetting forgetting;
    private final CustomerEvents events;
    private final OncePerKey once;
    private final Clock clock;

    Customers(
            CustomerStore store,
            CardKeeping keeping,
            CardForgetting forgetting,
            CustomerEvents events,
            OncePerKey once,
            Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.keeping = Objects.requireNonNull(keeping, "keeping");
        this.forgetting = Objects.requireNonNull(forgetting, "forgetting");
        this.events = Objects.requireNonNull(events, "events");
        this.once = Objects.requireNonNull(once, "once");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** What is decided upon a customer; the very same customer when there is nothing to change. */
    @FunctionalInterface
    interface Decision extends Function<Customer, Change> {}

    /**
     * The account's customer.
     *
     * @throws ApiException {@code not_found}, also when it is another account's
     */
    Uni<Customer> find(AccountId account, CustomerId id) {
        return store.find(account, id)
                .map(found -> found.orElseThrow(() -> ApiException.notFound("customer", id.value())));
    }

    /** Changes what is said of a customer, gives it a card, chooses its default card. */
    Uni<KeyedAnswer> update(
            AccountId account, CustomerId id, CustomerRequest request, Optional<IdempotencyRequest> key) {
        Update update = new Update(request, key, Occasion.at(now()));
        return once.answer(
                account,
                key,
                () -> find(account, id)
                        .flatMap(customer -> update(customer, update))
                        .map(customer ->
                                CustomerJson.render(customer, update.occasion().now())));
    }

    /** A request to change a customer. */
    private record Update(CustomerRequest request, Optional<IdempotencyRequest> key, Occasion occasion) {
        Optional<KeyedCustomer> keyed(String answer) {
            return key.map(given -> new KeyedCustomer(given, answer, occasion.now()));
        }
    }

    private Uni<Customer> update(Customer customer, Update update) {
        return update.request()
                .token()
                .map(token -> {
                    requireRoom(customer);
                    // What is refused must not use the token up.
                    CustomerJson.renderBounded(
                            customer.described(update.request().over(customer.details())),
                            update.occasion().now());
                    return keeping.keep(new KeepIntent(customer.accountId(), token, customer.id(), false))
                            .flatMap(kept -> change(customer, former -> updated(former, update, Optional.of(kept))));
                })
                .orElseGet(() -> change(customer, former -> updated(former, update, Optional.empty())));
    }

    private Change updated(Customer former, Update update, Optional<CardKeeping.Kept> kept) {
        CustomerRequest request = update.request();
        Occasion occasion = update.occasion();
        kept.ifPresent(card -> requireNew(former, card));
        Customer carded = kept.map(card -> former.with(card.card())).orElse(former);
        Customer chosen = request.defaultCard()
                .map(id -> carded.card(id)
                        .map(card -> carded.withDefault(id))
                        .orElseThrow(() -> ApiException.notFound("card", id.value())))
                .orElse(carded);
        Customer next = chosen.described(request.over(former.details()));
        if (next.isLike(former)) {
            return new Change(former, List.of(), Optional.empty());
        }
        String object = CustomerJson.renderBounded(next, occasion.now());
        return new Change(
                next,
                List.of(events.of(EventType.CUSTOMER_UPDATED, next, object, occasion)),
                kept.map(CardKeeping.Kept::intent),
                update.keyed(object));
    }

    private static void requireNew(Customer customer, CardKeeping.Kept kept) {
        if (customer.card(kept.card().id()).isPresent()) {
            throw CardKeeping.used();
        }
        requireRoom(customer);
    }

    private static void requireRoom(Customer customer) {
        if (customer.cards().size() >= CARDS_MAX) {
            throw ApiException.badRequest("a customer can have at most " + CARDS_MAX + " cards");
        }
    }

    /** Destroys a customer with its cards; what is said of it last. */
    Uni<Customer> destroy(AccountId account, CustomerId id) {
        Occasion occasion = Occasion.at(now());
        return find(account, id).flatMap(customer -> destroy(customer, occasion, LOOKS_MAX));
    }

    private Uni<Customer> destroy(Customer customer, Occasion occasion, int looksLeft) {
        Customer last = customer.destroyed();
        String object = CustomerJson.renderDestroyed(last, occasion.now());
        Change change = new Change(
                last, List.of(events.of(EventType.CUSTOMER_DESTROYED, last, object, occasion)), Optional.empty());
        return store.delete(customer, change).flatMap(written -> {
            if (written == Written.DONE) {
                forgetting.committed(customer, customer.cards());
                return Uni.createFrom().item(last);
            }
            return again(customer, looksLeft).flatMap(present -> destroy(present, occasion, looksLeft - 1));
        });
    }

    /** Stores what is decided, and what is decided anew when somebody else was faster. */
    Uni<Customer> change(Customer customer, Decision decision) {
        return change(customer, decision, LOOKS_MAX);
    }

    private Uni<Customer> change(Customer customer, Decision decision, int looksLeft) {
        Change change = decision.apply(customer);
        if (change.next().equals(customer)) {
            return Uni.createFrom().item(customer);
        }
        return store.update(customer, change).flatMap(written -> {
            requireWritable(written);
            if (written == Written.DONE) {
                forgetting.committed(customer, gone(customer, change.next()));
                return Uni.createFrom().item(change.next());
            }
            return again(customer, looksLeft).flatMap(present -> change(present, decision, looksLeft - 1));
        });
    }

    private Uni<Customer> again(Customer customer, int looksLeft) {
        return looksLeft > 1
                ? find(customer.accountId(), customer.id())
                : Uni.createFrom().failure(new ApiException(Failures.UNAVAILABLE));
    }

    private static List<CustomerCard> gone(Customer former, Customer next) {
        return former.cards().stream()
                .filter(card -> next.card(card.id()).isEmpty())
                .toList();
    }

    private static void requireWritable(Written written) {
        if (written == Written.TOKEN_GONE) {
            throw CardKeeping.used();
        }
        if (written == Written.KEY_TAKEN) {
            throw IdempotencyRequest.stillRunning();
        }
    }

    // As exact as the row will be, so that a customer equals what is read of it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
