package io.satang.charge.customer;

import io.satang.platform.error.ApiException;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.CardId;
import io.satang.platform.id.CustomerId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;

/** The cards of the customers that are stored here. */
@ApplicationScoped
class StoredCustomerCards implements CustomerCards {
    private final Customers customers;

    StoredCustomerCards(Customers customers) {
        this.customers = Objects.requireNonNull(customers, "customers");
    }

    @Override
    public Uni<ChargeableCard> find(AccountId account, String customerId, Optional<String> cardId) {
        CustomerId id = CustomerPath.customer(customerId);
        Optional<CardId> wanted = cardId.map(CustomerPath::card);
        return customers.find(account, id).map(customer -> chargeable(customer, wanted));
    }

    private static ChargeableCard chargeable(Customer customer, Optional<CardId> wanted) {
        CardId id = wanted.or(customer::defaultCard)
                .orElseThrow(() -> ApiException.of(400, "missing_card", "customer has no card"));
        CustomerCard card = customer.card(id).orElseThrow(() -> ApiException.notFound("card", id.value()));
        return new ChargeableCard(
                customer.id(), card.id(), customer.livemode(), card.brand(), card.testFailure(), card.object());
    }
}
