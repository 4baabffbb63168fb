package io.satang.offers.offer;

import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What an offer promises, and on what conditions.
 *
 * @param benefit         how the customer comes to the reward
 * @param reward          what a payment earns
 * @param currency        of the payments that count, and of all amounts here
 * @param minSpend        what has to be paid at least
 * @param maxSpend        what may be paid at most
 * @param validity        when payments count
 * @param schedule        on which days
 * @param channels        where, at least one
 * @param limits          how often
 * @param newCustomerDays only cards count that have not paid at the merchant for so many days
 * @param returnPeriod    how long after it was paid the reward waits for a refund
 */
public record Terms(
        Benefit benefit,
        Reward reward,
        Currency currency,
        Optional<Money> minSpend,
        Optional<Money> maxSpend,
        Validity validity,
        Schedule schedule,
        Set<Channel> channels,
        Limits limits,
        OptionalInt newCustomerDays,
        Duration returnPeriod) {

    public Terms {
        Objects.requireNonNull(benefit, "benefit");
        Objects.requireNonNull(reward, "reward");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(minSpend, "minSpend");
        Objects.requireNonNull(maxSpend, "maxSpend");
        Objects.requireNonNull(validity, "validity");
        Objects.requireNonNull(schedule, "schedule");
        channels = Set.copyOf(channels);
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(newCustomerDays, "newCustomerDays");
        Objects.requireNonNull(returnPeriod, "returnPeriod");
        if (minSpend.isPresent() && maxSpend.filter(minSpend.get()::isMoreThan).isPresent()) {
            throw new IllegalArgumentException("the least spend is above the most");
        }
    }

    /** The least that a payment can earn: when not even this is left of a budget, it is used up. */
    Money leastReward() {
        Money least = new Money(1, currency);
        Money reward = this.reward.of(minSpend.orElse(least));
        return reward.isPositive() ? reward : least;
    }

    /** The first day of the budget's period that this time is in; without a budget there is one period. */
    public LocalDate budgetPeriod(Instant time) {
        return limits.budget().map(Budget::period).orElse(Period.WHOLE).startOf(time, schedule.zone());
    }

    /** The same terms with other limits, until another time. */
    Terms with(Limits changed, Validity validity) {
        return new Terms(
                benefit,
                reward,
                currency,
                minSpend,
                maxSpend,
                validity,
                schedule,
                channels,
                changed,
                newCustomerDays,
                returnPeriod);
    }
}
