package io.satang.offers.redemption;

import io.satang.platform.money.Currency;
import java.util.Objects;

/**
 * What one step of a redemption has written, to be counted once its transaction has ended.
 *
 * @param state what it has become
 * @param cost  by how much the budget's cost has changed, in subunits
 */
record WrittenRedemption(RedemptionState state, long cost, Currency currency) {
    WrittenRedemption {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(currency, "currency");
    }
}
