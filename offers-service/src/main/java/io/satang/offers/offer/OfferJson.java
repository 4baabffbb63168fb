package io.satang.offers.offer;

import io.satang.events.RawJson;
import io.satang.events.Sizes;
import io.satang.platform.json.ApiJson;
import io.satang.platform.money.Money;
import io.satang.platform.size.ObjectSize;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Offers as their owners see them. */
final class OfferJson {
    private OfferJson() {}

    private record RewardView(
            String type, Optional<BigDecimal> percent, Optional<Long> amount, Optional<Long> maxAmount) {}

    private record BudgetView(long limit, String period, long spent, long left) {}

    private record OfferView(
            String object,
            String id,
            boolean livemode,
            String location,
            boolean deleted,
            String merchantId,
            String state,
            String name,
            Optional<String> description,
            Optional<String> pointOfSale,
            String benefit,
            RewardView reward,
            String currency,
            Optional<Long> minSpend,
            Optional<Long> maxSpend,
            Instant startsAt,
            Optional<Instant> endsAt,
            List<String> daysOfWeek,
            String timeZone,
            List<String> channels,
            OptionalLong redemptionsPerCard,
            OptionalLong redemptionsTotal,
            long redeemed,
            Optional<BudgetView> budget,
            OptionalInt newCustomerDays,
            long returnPeriodDays,
            RawJson metadata,
            Instant createdAt) {}

    /** An offer as it stands at this time. */
    static RawJson render(Offer offer, Usage usage, Instant now) {
        return new RawJson(ApiJson.write(view(offer, usage, now, false)));
    }

    /** The same of one that its owner has just made or changed; {@code bad_request} when it is too large. */
    static String renderBounded(Offer offer, Usage usage, Instant now) {
        return ObjectSize.requireAtMost("offer", render(offer, usage, now).text(), Sizes.OBJECT_BYTES_MAX);
    }

    /** What is said last of an offer. */
    static String renderDeleted(Offer offer, Usage usage, Instant now) {
        return ApiJson.write(view(offer, usage, now, true));
    }

    private static OfferView view(Offer offer, Usage usage, Instant now, boolean deleted) {
        Terms terms = offer.terms();
        return new OfferView(
                "offer",
                offer.id().value(),
                offer.livemode(),
                "/offers/" + offer.id(),
                deleted,
                offer.merchant().id(),
                OfferState.of(offer.stage(), terms, usage, now).wireName(),
                offer.texts().name(),
                offer.texts().description(),
                offer.texts().pointOfSale(),
                terms.benefit().wireName(),
                reward(terms.reward()),
                terms.currency().name(),
                terms.minSpend().map(Money::subunits),
                terms.maxSpend().map(Money::subunits),
                terms.validity().from(),
                terms.validity().until(),
                terms.schedule().days().stream().sorted().map(OfferJson::name).toList(),
                terms.schedule().zone().getId(),
                terms.channels().stream().sorted().map(Channel::wireName).toList(),
                terms.limits().perCard(),
                terms.limits().total(),
                usage.redeemed(),
                terms.limits().budget().map(budget -> budget(budget, usage)),
                terms.newCustomerDays(),
                terms.returnPeriod().toDays(),
                offer.texts().metadata(),
                offer.createdAt());
    }

    private static RewardView reward(Reward reward) {
        return switch (reward) {
            case Reward.Percent percent ->
                new RewardView(
                        "percent",
                        Optional.of(new BigDecimal(percent.rate().toPlainString())),
                        Optional.empty(),
                        percent.max().map(Money::subunits));
            case Reward.Flat flat ->
                new RewardView(
                        "flat", Optional.empty(), Optional.of(flat.amount().subunits()), Optional.empty());
        };
    }

    private static BudgetView budget(Budget budget, Usage usage) {
        Money left = budget.limit().minus(usage.spent());
        return new BudgetView(
                budget.limit().subunits(),
                budget.period().wireName(),
                usage.spent().subunits(),
                Math.max(0, left.subunits()));
    }

    /** As clients write a day. */
    static String name(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }
}
