package io.satang.offers.offer;

import io.satang.platform.money.Money;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/** What a payment earns. It is never more than what was paid. */
public sealed interface Reward {

    /**
     * A part of what was paid, rounded half up to a subunit.
     *
     * @param rate percent, above 0 and at most 100
     * @param max  the most that one payment earns
     */
    record Percent(BigDecimal rate, Optional<Money> max) implements Reward {
        private static final BigDecimal ALL = BigDecimal.valueOf(100);

        public Percent {
            Objects.requireNonNull(rate, "rate");
            Objects.requireNonNull(max, "max");
            if (rate.signum() <= 0 || rate.compareTo(ALL) > 0) {
                throw new IllegalArgumentException("a reward of " + rate + " percent");
            }
        }
    }

    /**
     * The same for every payment.
     *
     * @param amount more than nothing
     */
    record Flat(Money amount) implements Reward {
        public Flat {
            Objects.requireNonNull(amount, "amount");
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("a reward of " + amount.inWords());
            }
        }
    }

    /** What a payment of this much earns; in the offer's currency, as the payment must be. */
    default Money of(Money paid) {
        return switch (this) {
            case Percent percent -> capped(paid.percent(percent.rate()), percent.max());
            case Flat flat -> capped(flat.amount(), Optional.of(paid));
        };
    }

    private static Money capped(Money reward, Optional<Money> max) {
        return max.filter(reward::isMoreThan).orElse(reward);
    }
}
