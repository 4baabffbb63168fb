package io.satang.charge.customer;

import io.satang.platform.id.AccountId;
import io.satang.platform.id.CustomerId;
import io.satang.platform.id.TokenId;
import java.util.Objects;

/**
 * That a token's card is to become a customer's.
 *
 * @param account  whose token and customer they are
 * @param token    the token
 * @param customer the customer
 * @param creates  whether the customer is made with it
 */
record KeepIntent(AccountId account, TokenId token, CustomerId customer, boolean creates) {
    KeepIntent {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(customer, "customer");
    }
}
