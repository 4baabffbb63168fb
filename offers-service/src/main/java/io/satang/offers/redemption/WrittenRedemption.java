package io.satang.offers.redemption;

import io.satang.platform.money.Currency;
import io.satang.platform.outbox.OutboxEvent;
import java.util.List;
import java.util.Objects;

/**
 * What one step of a redemption has written, to be known once its transaction has ended.
 *
 * @param state  what it has become
 * @param cost   by how much the budget's cost has changed, in subunits
 * @param events what others are told
 */
record WrittenRedemption(RedemptionState state, long cost, Currency currency, List<OutboxEvent> events) {
    WrittenRedemption {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(currency, "currency");
        events = List.copyOf(events);
    }
}
