package io.satang.simulation.world;

import io.satang.offers.offer.Benefit;
import io.satang.offers.offer.Budget;
import io.satang.offers.offer.Channel;
import io.satang.offers.offer.Limits;
import io.satang.offers.offer.OfferId;
import io.satang.offers.offer.Period;
import io.satang.offers.offer.Reward;
import io.satang.offers.offer.RunningOffer;
import io.satang.offers.offer.Schedule;
import io.satang.offers.offer.Stage;
import io.satang.offers.offer.Terms;
import io.satang.offers.offer.Validity;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import io.satang.simulation.kernel.Scheduler;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** An offer that gives a discount, of which there are not many. */
// What it is made of are records, which the checker cannot see in their types.
@SuppressWarnings("ImmutableEnumChecker")
enum Promotion {
    /** A tenth of what is not too little, twice. */
    TENTH(
            "tenth",
            new Reward.Percent(BigDecimal.TEN, Optional.of(baht(200_000))),
            Optional.of(baht(10_000)),
            new Limits(OptionalLong.empty(), OptionalLong.of(2), Optional.empty())),
    /** The same for everybody, once for each card, as long as there is money. */
    FLAT(
            "flat",
            new Reward.Flat(baht(5_000)),
            Optional.empty(),
            new Limits(OptionalLong.of(1), OptionalLong.empty(), Optional.of(new Budget(baht(12_000), Period.WHOLE))));

    private static final String CARD_OFFER = "cdof_test_";

    private final String title;
    private final Reward reward;
    private final Optional<Money> minSpend;
    private final Limits limits;

    Promotion(String title, Reward reward, Optional<Money> minSpend, Limits limits) {
        this.title = title;
        this.reward = reward;
        this.minSpend = minSpend;
        this.limits = limits;
    }

    /** The link of this card to it. */
    String cardOffer(int card) {
        return CARD_OFFER + title + card;
    }

    /** The offer that this card is linked to. */
    static Optional<RunningOffer> of(String cardOffer) {
        return Arrays.stream(values())
                .filter(each -> cardOffer.startsWith(CARD_OFFER + each.title))
                .map(Promotion::offer)
                .findFirst();
    }

    private RunningOffer offer() {
        return new RunningOffer(
                new OfferId("offr_test_" + title),
                Order.Account.WITHOUT_WEBHOOK.id(),
                false,
                Stage.PUBLISHED,
                new Terms(
                        Benefit.DISCOUNT,
                        reward,
                        Currency.THB,
                        minSpend,
                        Optional.empty(),
                        new Validity(Scheduler.START.minus(Duration.ofDays(1)), Optional.empty()),
                        new Schedule(Schedule.EVERY_DAY, ZoneOffset.UTC),
                        Set.of(Channel.ONLINE),
                        limits,
                        OptionalInt.empty(),
                        Duration.ofDays(14)));
    }

    private static Money baht(long subunits) {
        return new Money(subunits, Currency.THB);
    }
}
