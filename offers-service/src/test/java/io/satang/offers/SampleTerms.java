package io.satang.offers;

import io.satang.offers.offer.Benefit;
import io.satang.offers.offer.Budget;
import io.satang.offers.offer.Channel;
import io.satang.offers.offer.Limits;
import io.satang.offers.offer.Reward;
import io.satang.offers.offer.Schedule;
import io.satang.offers.offer.Terms;
import io.satang.offers.offer.Validity;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Terms of offers, each like the usual one but for what a test is about. */
public record SampleTerms(
        Reward reward,
        Optional<Money> minSpend,
        Optional<Money> maxSpend,
        Validity validity,
        Schedule schedule,
        Set<Channel> channels,
        Limits limits,
        OptionalInt newCustomerDays) {

    /** A Wednesday noon in Bangkok, in the middle of the usual offer. */
    public static final Instant NOON = Instant.parse("2026-03-04T05:00:00Z");

    public static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    public static final Instant UNTIL = Instant.parse("2026-04-01T00:00:00Z");
    public static final Limits UNLIMITED = new Limits(OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
    public static final Duration RETURN_PERIOD = Duration.ofDays(14);

    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    /** Five percent online on every day of March, without limits. */
    public static SampleTerms usual() {
        return new SampleTerms(
                new Reward.Percent(BigDecimal.valueOf(5), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                new Validity(FROM, Optional.of(UNTIL)),
                new Schedule(Schedule.EVERY_DAY, BANGKOK),
                Set.of(Channel.ONLINE),
                UNLIMITED,
                OptionalInt.empty());
    }

    public static Money baht(long subunits) {
        return new Money(subunits, Currency.THB);
    }

    public SampleTerms with(Reward other) {
        return new SampleTerms(other, minSpend, maxSpend, validity, schedule, channels, limits, newCustomerDays);
    }

    public SampleTerms spending(long least, long most) {
        return new SampleTerms(
                reward,
                Optional.of(baht(least)),
                Optional.of(baht(most)),
                validity,
                schedule,
                channels,
                limits,
                newCustomerDays);
    }

    public SampleTerms on(DayOfWeek... days) {
        return new SampleTerms(
                reward,
                minSpend,
                maxSpend,
                validity,
                new Schedule(Set.of(days), BANGKOK),
                channels,
                limits,
                newCustomerDays);
    }

    public SampleTerms with(Limits other) {
        return new SampleTerms(reward, minSpend, maxSpend, validity, schedule, channels, other, newCustomerDays);
    }

    public SampleTerms with(Budget budget) {
        return with(new Limits(OptionalLong.empty(), OptionalLong.empty(), Optional.of(budget)));
    }

    public SampleTerms newCustomers(int days) {
        return new SampleTerms(reward, minSpend, maxSpend, validity, schedule, channels, limits, OptionalInt.of(days));
    }

    public Terms terms() {
        return terms(Benefit.CASHBACK);
    }

    public Terms terms(Benefit benefit) {
        return new Terms(
                benefit,
                reward,
                Currency.THB,
                minSpend,
                maxSpend,
                validity,
                schedule,
                channels,
                limits,
                newCustomerDays,
                RETURN_PERIOD);
    }
}
