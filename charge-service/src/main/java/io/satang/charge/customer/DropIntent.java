package io.satang.charge.customer;

import io.satang.platform.id.AccountId;
import io.satang.platform.id.CardId;
import io.satang.platform.id.CustomerId;
import io.satang.platform.id.TokenId;
import java.util.Objects;
import java.util.Optional;

/**
 * That the vault is to keep nothing of a token.
 *
 * @param account  whose it was
 * @param token    the token
 * @param customer who had its card, or was to have it
 * @param card     its card, where that is known
 */
record DropIntent(AccountId account, TokenId token, CustomerId customer, Optional<CardId> card) {
    DropIntent {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(card, "card");
    }
}
