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
import io.satang.platform.idempotency.IdempotencyTurns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes customers, once for each idempotency key. */
@ApplicationScoped
class CreateCustomer {
    /** How long a repeat waits for the first; asking the vault and writing take much less. */
    private static final Duration REPEAT_PATIENCE = Duration.ofSeconds(3);

    private final CustomerStore store;
    private final CardKeeping keeping;
    private final CustomerEvents events;
    private final Ids ids;
    private final Clock clock;
    private final IdempotencyTurns turns;

    CreateCustomer(CustomerStore store, CardKeeping keeping, CustomerEvents events, Ids ids, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.keeping = Objects.requireNonNull(keeping, "keeping");
        this.events = Objects.requireNonNull(events, "events");
        this.ids = Objects.requireNonNull(ids, "ids");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.turns = new IdempotencyTurns(REPEAT_PATIENCE, clock);
    }

    /**
     * What the client is answered.
     *
     * @param json     the customer
     * @param replayed whether an earlier request with the same key made it
     */
    record Answer(String json, boolean replayed) {}

    /** A request that is to be answered with a customer. */
    private record Wanted(CustomerRequest request, Optional<IdempotencyRequest> key, Occasion occasion) {}

    /**
     * Makes a customer, with the card of a token if one is named.
     *
     * @throws ApiException when the request is refused for what it says by itself; what is refused later fails the answer
     */
    Uni<Answer> create(AccountId account, boolean livemode, CustomerRequest request, Optional<IdempotencyRequest> key) {
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
        return key.map(given -> once(bare, wanted, given)).orElseGet(() -> made(bare, wanted));
    }

    private Uni<Answer> once(Customer bare, Wanted wanted, IdempotencyRequest key) {
        return turns.inTurn(
                bare.accountId().value(),
                key,
                () -> replay(bare, key)
                        .flatMap(answered ->
                                answered.map(Uni.createFrom()::item).orElseGet(() -> madeOnce(bare, wanted, key))));
    }

    /** Whoever is refused may have been overtaken by the first request in another replica, which has the token now and the answer. */
    private Uni<Answer> madeOnce(Customer bare, Wanted wanted, IdempotencyRequest key) {
        return made(bare, wanted)
                .onFailure(ApiException.class)
                .recoverWithUni(refusal -> replay(bare, key).map(late -> late.orElseThrow(() -> refusal)));
    }

    private Uni<Optional<Answer>> replay(Customer bare, IdempotencyRequest key) {
        return store.answer(bare.accountId(), key, clock.instant())
                .map(stored -> stored.map(json -> new Answer(json, true)));
    }

    private Uni<Answer> made(Customer bare, Wanted wanted) {
        return wanted.request()
                .token()
                .map(token -> keeping.keep(new KeepIntent(bare.accountId(), token, bare.id(), true))
                        .flatMap(kept -> insert(
                                bare.named(kept.intent().customer()).with(kept.card()),
                                Optional.of(kept.intent()),
                                wanted)))
                .orElseGet(() -> insert(bare, Optional.empty(), wanted));
    }

    private Uni<Answer> insert(Customer customer, Optional<KeepIntent> keep, Wanted wanted) {
        Occasion occasion = wanted.occasion();
        String object = CustomerJson.renderBounded(customer, occasion.now());
        Change change = new Change(
                customer,
                List.of(events.of(EventType.CUSTOMER_CREATED, customer, object, occasion)),
                keep,
                wanted.key().map(key -> new KeyedCustomer(key, object)));
        return store.insert(change).map(written -> answer(written, object));
    }

    private static Answer answer(Written written, String object) {
        return switch (written) {
            case DONE -> new Answer(object, false);
            case TOKEN_GONE -> throw CardKeeping.used();
            case KEY_TAKEN -> throw IdempotencyRequest.stillRunning();
            case STALE -> throw new IllegalStateException("nobody has changed a customer that was not there");
        };
    }
}
