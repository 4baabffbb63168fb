package io.satang.charge.customer;

import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.id.CardId;
import io.satang.platform.id.CustomerId;
import java.util.Set;

/** Where a customer and its cards are found. */
final class CustomerPath {
    /** What stands at the place of an id in the API's other routes (reference omise-api §7), which are not there yet. */
    private static final Set<String> ROUTES = Set.of("search");

    private CustomerPath() {}

    /** The path of a customer. */
    static String of(CustomerId customer) {
        return "/customers/" + customer;
    }

    /** The path of a customer's cards. */
    static String cards(CustomerId customer) {
        return of(customer) + "/cards";
    }

    /** The path of a customer's card. */
    static String of(CustomerId customer, CardId card) {
        return cards(customer) + "/" + card;
    }

    /**
     * The customer's id in a path.
     *
     * @throws ApiException {@code not_found}
     */
    static CustomerId customer(String segment) {
        if (ROUTES.contains(segment)) {
            throw new ApiException(Failures.NO_ROUTE);
        }
        return CustomerId.parse(segment).orElseThrow(() -> ApiException.notFound("customer", segment));
    }

    /**
     * The card's id in a path.
     *
     * @throws ApiException {@code not_found}
     */
    static CardId card(String segment) {
        return CardId.parse(segment).orElseThrow(() -> ApiException.notFound("card", segment));
    }
}
