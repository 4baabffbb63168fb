package io.satang.charge.decision;

import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;

/** The least that may be charged to a card, unless it is nothing (reference omise-api §8.3). */
public final class CardMinimum {
    private static final long USUAL = 100;
    private static final long OF_BAHT = 2_000;

    private CardMinimum() {}

    /** The least of this currency. */
    public static Money of(Currency currency) {
        return new Money(currency == Currency.THB ? OF_BAHT : USUAL, currency);
    }
}
