package io.satang.charge.customer;

import io.satang.charge.customer.CustomerEvents.Occasion;
import io.satang.charge.customer.CustomerStore.Change;
import io.satang.charge.customer.CustomerStore.Written;
import io.satang.events.EventType;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.CustomerId;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes customers, once for each idempotency key. */
@ApplicationScoped
class CreateCustomer {
    private final CustomerStore store;
    private final CardKeeping keeping;
    private final CustomerEvents events;
    private final Ids ids;
    private final Clock clock;
    private final OncePerKey once;

    CreateCustomer(
            CustomerStore store, CardKeeping keeping, CustomerEvents events, Ids ids, Clock clock, OncePerKey once) {
        this.store = Objects.requireNonNull(store, "store");
        this.keeping = Objects.requireNonNull(keeping, "keeping");
        this.events = Objects.requireNonNull(events, "events");
        this.ids = Objects.requireNonNull(ids, "ids");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.once = Objects.requireNonNull(once, "once");
    }

    /** A request that is to be answered with a customer. */
    private record Wanted(CustomerRequest request, Optional<IdempotencyRequest> key, Occasion occasion) {}

    /**
     * Makes a customer, with the card of a token if one is named.
     *
     * @throws ApiException when the request is refused for what it says by itself; what is refused later fails the answer
     */
    Uni<KeyedAnswer> create(
            AccountId account, boolean livemode, CustomerRequest request, Optional<IdempotencyRequest> key) {
        // As exact as the row will be, so that a customer equals what is read of it.
        Occasion occasion = Occasion.at(clock.instant().truncatedTo(ChronoUnit.MICROS));
        Wanted wanted = new Wanted(request, key, occasion);
        request.defaultCard().ifPresent(card -> {
            throw ApiException.notFound("card", card.value());
        });
        Customer bare = new Customer(
                CustomerId.next(ids, livemode),
                account,
                livemode,
                1,
                0,
                request.details(),
                Optional.empty(),
                List.of(),
                occasion.now());
        CustomerJson.renderBounded(bare, occasion.now());
        return once.answer(account, key, () -> made(bare, wanted));
    }

    private Uni<String> made(Customer bare, Wanted wanted) {
        return wanted.request()
                .token()
                .map(token -> keeping.keep(new KeepIntent(bare.accountId(), token, bare.id(), true))
                        .flatMap(kept -> insert(
                                bare.named(kept.intent().customer()).with(kept.card()),
                                Optional.of(kept.intent()),
                                wanted)))
                .orElseGet(() -> insert(bare, Optional.empty(), wanted));
    }

    private Uni<String> insert(Customer customer, Optional<KeepIntent> keep, Wanted wanted) {
        Occasion occasion = wanted.occasion();
        String object = CustomerJson.renderBounded(customer, occasion.now());
        Change change = new Change(
                customer,
                List.of(events.of(EventType.CUSTOMER_CREATED, customer, object, occasion)),
                keep,
                wanted.key().map(key -> new KeyedCustomer(key, object, occasion.now())));
        return store.insert(change).map(written -> answer(written, object));
    }

    private static String answer(Written written, String object) {
        return switch (written) {
            case DONE -> object;
            case TOKEN_GONE -> throw CardKeeping.used();
            case KEY_TAKEN -> throw IdempotencyRequest.stillRunning();
            case STALE -> throw new IllegalStateException("nobody has changed a customer that was not there");
        };
    }
}
