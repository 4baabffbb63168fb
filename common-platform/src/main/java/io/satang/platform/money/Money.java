package io.satang.platform.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;

/**
 * An amount of one currency. Amounts of two currencies are neither added nor compared, and what does not fit into a {@code long} is an error
 * and not another amount.
 *
 * @param subunits in the currency's smallest unit; below zero for what is owed
 */
public record Money(long subunits, Currency currency) {
    public Money {
        Objects.requireNonNull(currency, "currency");
    }

    /** Nothing of this currency. */
    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** Nothing of the same currency. */
    public Money none() {
        return zero(currency);
    }

    /**
     * Both together.
     *
     * @throws IllegalArgumentException when they are of two currencies
     * @throws ArithmeticException      when the sum is too large
     */
    public Money plus(Money other) {
        return new Money(Math.addExact(subunits, same(other)), currency);
    }

    /**
     * What is left without the other.
     *
     * @throws IllegalArgumentException when they are of two currencies
     * @throws ArithmeticException      when the difference is too large
     */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(subunits, same(other)), currency);
    }

    /**
     * Whether this is more than the other.
     *
     * @throws IllegalArgumentException when they are of two currencies
     */
    public boolean isMoreThan(Money other) {
        return subunits > same(other);
    }

    /** Whether this is more than nothing. */
    public boolean isPositive() {
        return subunits > 0;
    }

    /**
     * So many percent of it, rounded half up to a subunit (reference omise-api §9.3).
     *
     * @throws ArithmeticException when the result is too large
     */
    public Money percent(BigDecimal rate) {
        long part = BigDecimal.valueOf(subunits)
                .multiply(rate)
                .movePointLeft(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return new Money(part, currency);
    }

    /** The amount in the currency's main unit. */
    public BigDecimal mainUnits() {
        return BigDecimal.valueOf(subunits, currency.exponent());
    }

    /** As refusals write it: {@code 150000 (thb subunits)} (reference omise-api §6). */
    public String inWords() {
        return subunits + " (" + currency.name().toLowerCase(Locale.ROOT) + " subunits)";
    }

    private long same(Money other) {
        if (other.currency != currency) {
            throw new IllegalArgumentException(currency + " is not " + other.currency);
        }
        return other.subunits;
    }
}
