package io.satang.source.card;

import java.util.Objects;

/**
 * Who issued a card, as merchants see it; what is not known is empty.
 *
 * @param country   lower-case ISO 3166-1 alpha-2
 * @param financing {@code credit}, {@code debit} or {@code loan}
 * @param bank      its name
 */
public record Issuer(String country, String financing, String bank) {
    static final Issuer UNKNOWN = new Issuer("", "", "");

    public Issuer {
        Objects.requireNonNull(country, "country");
        Objects.requireNonNull(financing, "financing");
        Objects.requireNonNull(bank, "bank");
    }
}
