package io.satang.source.catalogue;

import java.util.Objects;

/**
 * Where a method is offered, and within which amounts.
 *
 * @param country  upper-case ISO 3166-1 alpha-2 of the merchant's account
 * @param currency upper-case ISO 4217
 * @param amount   what one charge may amount to
 */
public record Market(String country, String currency, AmountRange amount) {
    public Market {
        Objects.requireNonNull(country, "country");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(amount, "amount");
    }
}
