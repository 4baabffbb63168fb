package io.satang.offers.offer;

import io.satang.platform.money.Money;
import java.util.Objects;

/**
 * What all rewards of a period together may cost.
 *
 * @param limit  more than nothing
 * @param period how long it lasts
 */
public record Budget(Money limit, Period period) {
    public Budget {
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(period, "period");
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("a budget of " + limit.inWords());
        }
    }
}
