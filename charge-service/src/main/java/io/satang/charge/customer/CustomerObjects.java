package io.satang.charge.customer;

import io.satang.events.RawJson;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.CustomerId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/** Customers as merchants see them, for the objects that name them. */
@ApplicationScoped
public class CustomerObjects {
    private final CustomerStore store;
    private final Clock clock;

    CustomerObjects(CustomerStore store, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The account's customer as it is now; empty when it has been destroyed. */
    public Uni<Optional<RawJson>> find(AccountId account, CustomerId id) {
        return store.find(account, id)
                .map(found -> found.map(customer -> new RawJson(CustomerJson.render(customer, clock.instant()))));
    }
}
