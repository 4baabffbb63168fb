package io.satang.charge.create;

import io.satang.charge.decision.CardMinimum;
import io.satang.events.AccountChanged;
import io.satang.platform.error.ApiException;
import io.satang.platform.money.Money;

/**
 * What may be charged to a card (reference omise-api §8.3): in the account's currencies, not less and not more than any charge. To charge
 * nothing at all is to look at the card, and {@link ChargeRequest} says who may.
 */
final class CardLimits {
    private static final long MAXIMUM = 500_000_000_000L;

    private CardLimits() {}

    /** Whether the account may charge so much; else fails with {@code invalid_charge}. */
    static void require(AccountChanged account, Money amount) {
        if (!account.supportedCurrencies().contains(amount.currency().name())) {
            throw ApiException.invalidCharge("currency is currently not supported");
        }
        Money minimum = CardMinimum.of(amount.currency());
        Money maximum = new Money(MAXIMUM, amount.currency());
        if (amount.isPositive() && minimum.isMoreThan(amount)) {
            throw ApiException.invalidCharge("amount must be greater than or equal to " + minimum.inWords());
        }
        if (amount.isMoreThan(maximum)) {
            throw ApiException.invalidCharge("amount must be less than or equal to " + maximum.inWords());
        }
    }
}
