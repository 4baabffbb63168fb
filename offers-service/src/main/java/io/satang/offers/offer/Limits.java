package io.satang.offers.offer;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How often an offer is redeemed.
 *
 * @param perCard by each card, at least 1
 * @param total   by all cards together, at least 1
 * @param budget  what the rewards may cost
 */
public record Limits(OptionalLong perCard, OptionalLong total, Optional<Budget> budget) {
    public Limits {
        Objects.requireNonNull(perCard, "perCard");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(budget, "budget");
        if (perCard.orElse(1) < 1 || total.orElse(1) < 1) {
            throw new IllegalArgumentException("an offer that nobody can redeem");
        }
    }
}
