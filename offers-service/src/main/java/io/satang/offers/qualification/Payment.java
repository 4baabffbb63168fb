package io.satang.offers.qualification;

import io.satang.offers.offer.Channel;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.Objects;

/**
 * A payment with a card at the offer's merchant.
 *
 * @param amount  what was paid
 * @param at      when the payer paid
 * @param channel where
 */
public record Payment(Money amount, Instant at, Channel channel) {
    public Payment {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(channel, "channel");
    }
}
