package io.satang.events;

import java.util.Objects;

/**
 * A customer after it was made, changed or destroyed (the {@code customer.*} topics).
 *
 * @param customerId     {@code cust_…}
 * @param accountVersion the account's version when this happened, as in {@link ChargeChanged}
 * @param object         the customer as its merchant sees it; of a destroyed one, as it was answered last
 */
public record CustomerChanged(
        String customerId, @MayBeMissing long accountVersion, RawJson object) {
    public CustomerChanged {
        Objects.requireNonNull(customerId, "customerId");
        Objects.requireNonNull(object, "object");
    }
}
