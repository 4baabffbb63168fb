package io.satang.offers.offer;

import io.satang.platform.error.ApiException;
import io.satang.platform.error.RequestFaults;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import io.satang.platform.params.Params;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads an offer's terms out of a request: what it does not name is as in the former terms. All that is wrong is gathered. */
final class TermsReader {
    private static final BigDecimal PERCENT_MAX = BigDecimal.valueOf(100);
    private static final int PERCENT_DIGITS = 2;
    private static final int NEW_CUSTOMER_DAYS_MAX = 3_650;
    private static final int RETURN_PERIOD_DAYS_MAX = 365;

    private final Params params;
    private final Terms former;
    private final Instant now;
    private final RequestFaults faults;

    /**
     * A reader.
     *
     * @param former the offer's terms, or what a new offer has unless it says otherwise
     */
    TermsReader(Params params, Terms former, Instant now, RequestFaults faults) {
        this.params = params;
        this.former = former;
        this.now = now;
        this.faults = faults;
    }

    /** The terms that are asked for; to be used once {@code faults} has refused nothing. */
    Terms read() {
        Currency currency = faults.read(former.currency(), this::currency);
        Reward reward = faults.read(former.reward(), () -> reward(currency));
        Optional<Money> minSpend =
                faults.read(Optional.empty(), () -> amount(currency, "min_spend", former.minSpend()));
        Optional<Money> maxSpend =
                faults.read(Optional.empty(), () -> amount(currency, "max_spend", former.maxSpend()));
        boolean spendFits = faults.read(false, () -> requireOrder(minSpend, maxSpend));
        return new Terms(
                faults.read(former.benefit(), this::benefit),
                reward,
                currency,
                spendFits ? minSpend : Optional.empty(),
                spendFits ? maxSpend : Optional.empty(),
                faults.read(former.validity(), this::validity),
                faults.read(former.schedule(), this::schedule),
                faults.read(former.channels(), this::channels),
                faults.read(former.limits(), () -> limits(currency)),
                faults.read(OptionalInt.empty(), this::newCustomerDays),
                faults.read(former.returnPeriod(), this::returnPeriod));
    }

    private Currency currency() {
        return params.text("currency")
                .map(code -> Currency.parse(code)
                        .orElseThrow(() -> ApiException.badRequest("currency is currently not supported")))
                .orElse(former.currency());
    }

    private Benefit benefit() {
        return params.text("benefit")
                .map(text -> Benefit.parse(text).orElseThrow(() -> invalid("benefit")))
                .orElse(former.benefit());
    }

    private Reward reward(Currency currency) {
        if (!params.has("reward")) {
            return in(currency, former.reward());
        }
        Params reward = params.object("reward");
        return switch (reward.requiredText("type")) {
            case "percent" -> percent(reward, currency);
            case "flat" -> flat(reward, currency);
            default -> throw ApiException.badRequest("reward type must be percent or flat");
        };
    }

    private static Reward percent(Params reward, Currency currency) {
        BigDecimal rate = reward.decimal("percent")
                .orElseThrow(() -> ApiException.badRequest("reward percent cannot be blank"))
                .stripTrailingZeros();
        if (rate.signum() <= 0 || rate.compareTo(PERCENT_MAX) > 0) {
            throw ApiException.badRequest("reward percent must be above 0 and at most 100");
        }
        if (rate.scale() > PERCENT_DIGITS) {
            throw ApiException.badRequest("reward percent must have at most 2 decimals");
        }
        if (reward.has("amount")) {
            throw ApiException.badRequest("reward amount is not for a reward of the type percent");
        }
        return new Reward.Percent(rate, positive(reward, "max_amount", "reward max_amount", currency));
    }

    private static Reward flat(Params reward, Currency currency) {
        if (reward.has("percent") || reward.has("max_amount")) {
            throw ApiException.badRequest("reward percent and max_amount are not for a reward of the type flat");
        }
        return new Reward.Flat(positive(reward, "amount", "reward amount", currency)
                .orElseThrow(() -> ApiException.badRequest("reward amount cannot be blank")));
    }

    private Optional<Money> amount(Currency currency, String name, Optional<Money> before) {
        if (params.cleared(name)) {
            return Optional.empty();
        }
        return positive(params, name, name, currency).or(() -> before.map(money -> in(currency, money)));
    }

    private static boolean requireOrder(Optional<Money> least, Optional<Money> most) {
        if (least.isPresent() && most.filter(least.get()::isMoreThan).isPresent()) {
            throw ApiException.badRequest("min_spend must not be above max_spend");
        }
        return true;
    }

    private Validity validity() {
        Instant from = params.instant("starts_at").orElse(former.validity().from());
        Optional<Instant> until = params.cleared("ends_at")
                ? Optional.empty()
                : params.instant("ends_at").or(() -> former.validity().until());
        if (until.filter(end -> !end.isAfter(from)).isPresent()) {
            throw ApiException.badRequest("ends_at must be after starts_at");
        }
        if (params.has("ends_at") && until.filter(end -> !end.isAfter(now)).isPresent()) {
            throw ApiException.badRequest("ends_at must be in the future");
        }
        return new Validity(from, until);
    }

    private Schedule schedule() {
        Set<DayOfWeek> days = params.has("days_of_week")
                ? params.texts("days_of_week").stream().map(TermsReader::day).collect(Collectors.toSet())
                : former.schedule().days();
        return new Schedule(
                days,
                params.text("time_zone")
                        .map(TermsReader::zone)
                        .orElse(former.schedule().zone()));
    }

    private static DayOfWeek day(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> OfferJson.name(day).equals(text))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest("days_of_week must be names of days, as monday"));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw invalid("time_zone");
        }
    }

    private Set<Channel> channels() {
        return params.has("channels")
                ? params.texts("channels").stream()
                        .map(text -> Channel.parse(text)
                                .orElseThrow(() -> ApiException.badRequest("channels must be online or in_store")))
                        .collect(Collectors.toSet())
                : former.channels();
    }

    private Limits limits(Currency currency) {
        return new Limits(
                count("redemptions_per_card", former.limits().perCard()),
                count("redemptions_total", former.limits().total()),
                budget(currency));
    }

    private OptionalLong count(String name, OptionalLong before) {
        if (params.cleared(name)) {
            return OptionalLong.empty();
        }
        OptionalLong count = params.integer(name);
        requireAtLeastOne(name, count);
        return count.isPresent() ? count : before;
    }

    private Optional<Budget> budget(Currency currency) {
        if (!params.has("budget")) {
            return former.limits().budget().map(budget -> new Budget(in(currency, budget.limit()), budget.period()));
        }
        Params budget = params.object("budget");
        Money limit = positive(budget, "limit", "budget limit", currency)
                .or(() -> former.limits().budget().map(Budget::limit))
                .orElseThrow(() -> ApiException.badRequest("budget limit cannot be blank"));
        Period period = budget.text("period")
                .map(text -> Period.parse(text)
                        .orElseThrow(() -> ApiException.badRequest("budget period must be day, week, month or whole")))
                .or(() -> former.limits().budget().map(Budget::period))
                .orElse(Period.WHOLE);
        return Optional.of(new Budget(limit, period));
    }

    private OptionalInt newCustomerDays() {
        if (params.cleared("new_customer_days")) {
            return OptionalInt.empty();
        }
        OptionalLong days = params.integer("new_customer_days");
        requireAtLeastOne("new_customer_days", days);
        return days.isPresent()
                ? OptionalInt.of(atMost("new_customer_days", days.getAsLong(), NEW_CUSTOMER_DAYS_MAX))
                : former.newCustomerDays();
    }

    private Duration returnPeriod() {
        OptionalLong days = params.integer("return_period_days");
        if (days.orElse(0) < 0) {
            throw ApiException.badRequest("return_period_days must be greater than or equal to 0");
        }
        return days.isPresent()
                ? Duration.ofDays(atMost("return_period_days", days.getAsLong(), RETURN_PERIOD_DAYS_MAX))
                : former.returnPeriod();
    }

    private static Optional<Money> positive(Params params, String name, String spoken, Currency currency) {
        OptionalLong amount = params.integer(name);
        requireAtLeastOne(spoken, amount);
        return amount.isPresent() ? Optional.of(new Money(amount.getAsLong(), currency)) : Optional.empty();
    }

    private static void requireAtLeastOne(String name, OptionalLong value) {
        if (value.orElse(1) < 1) {
            throw ApiException.badRequest(name + " must be greater than or equal to 1");
        }
    }

    private static int atMost(String name, long value, int most) {
        if (value > most) {
            throw ApiException.badRequest(name + " must be less than or equal to " + most);
        }
        return (int) value;
    }

    private static Reward in(Currency currency, Reward reward) {
        return switch (reward) {
            case Reward.Percent percent ->
                new Reward.Percent(percent.rate(), percent.max().map(inCurrency(currency)));
            case Reward.Flat flat -> new Reward.Flat(in(currency, flat.amount()));
        };
    }

    private static Function<Money, Money> inCurrency(Currency currency) {
        return money -> in(currency, money);
    }

    private static Money in(Currency currency, Money money) {
        return new Money(money.subunits(), currency);
    }

    private static ApiException invalid(String name) {
        return ApiException.badRequest(name + " is invalid");
    }
}
