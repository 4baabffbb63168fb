package io.satang.offers.offer;

import io.satang.events.RawJson;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of {@code offers}. Its counts are changed by statements, under the row's lock, and only read here. */
@Entity
@Table(name = "offers")
class OfferEntity {
    @Id
    String id;

    @Column(name = "account_id", updatable = false)
    String accountId;

    @Column(updatable = false)
    boolean livemode;

    @Column(name = "merchant_id")
    String merchantId;

    @Column(name = "merchant_account")
    String merchantAccount;

    @Column
    String name;

    @Nullable
    String description;

    @Column(name = "point_of_sale")
    @Nullable
    String pointOfSale;

    @Column
    String metadata;

    @Column
    String stage;

    @Column
    String benefit;

    @Column(name = "reward_percent")
    @Nullable
    BigDecimal rewardPercent;

    @Column(name = "reward_amount")
    @Nullable
    Long rewardAmount;

    @Column(name = "reward_max")
    @Nullable
    Long rewardMax;

    @Column
    String currency;

    @Column(name = "min_spend")
    @Nullable
    Long minSpend;

    @Column(name = "max_spend")
    @Nullable
    Long maxSpend;

    @Column(name = "starts_at")
    Instant startsAt;

    @Column(name = "ends_at")
    @Nullable
    Instant endsAt;

    int days;

    @Column(name = "time_zone")
    String timeZone;

    boolean online;

    @Column(name = "in_store")
    boolean inStore;

    @Column(name = "per_card")
    @Nullable
    Long perCard;

    @Nullable
    Long total;

    @Column(name = "budget_limit")
    @Nullable
    Long budgetLimit;

    @Column(name = "budget_period")
    @Nullable
    String budgetPeriod;

    @Column(name = "new_customer_days")
    @Nullable
    Integer newCustomerDays;

    @Column(name = "return_period_days")
    int returnPeriodDays;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(insertable = false, updatable = false)
    long reserved;

    @Column(insertable = false, updatable = false)
    long released;

    /** How it stood when somebody looked last. */
    @Column
    String standing;

    /** When time moves it on. */
    @Column(name = "move_at")
    @Nullable
    Instant moveAt;

    /** Of how many of its moves others were told. */
    long told;

    static OfferEntity of(Offer offer) {
        OfferEntity entity = new OfferEntity();
        entity.standing = OfferState.DRAFT.wireName();
        entity.id = offer.id().value();
        entity.accountId = offer.accountId();
        entity.livemode = offer.livemode();
        entity.createdAt = offer.createdAt();
        entity.write(offer);
        return entity;
    }

    /** What its owner may change. */
    void write(Offer offer) {
        merchantId = offer.merchant().id();
        merchantAccount = offer.merchant().accountId();
        name = offer.texts().name();
        description = offer.texts().description().orElse(null);
        pointOfSale = offer.texts().pointOfSale().orElse(null);
        metadata = offer.texts().metadata().text();
        stage = offer.stage().wireName();
        write(offer.terms());
    }

    private void write(Terms terms) {
        benefit = terms.benefit().wireName();
        write(terms.reward());
        currency = terms.currency().name();
        minSpend = subunits(terms.minSpend());
        maxSpend = subunits(terms.maxSpend());
        startsAt = terms.validity().from();
        endsAt = terms.validity().until().orElse(null);
        days = terms.schedule().days().stream()
                .mapToInt(day -> 1 << (day.getValue() - 1))
                .sum();
        timeZone = terms.schedule().zone().getId();
        online = terms.channels().contains(Channel.ONLINE);
        inStore = terms.channels().contains(Channel.IN_STORE);
        perCard = boxed(terms.limits().perCard());
        total = boxed(terms.limits().total());
        budgetLimit = subunits(terms.limits().budget().map(Budget::limit));
        budgetPeriod = terms.limits()
                .budget()
                .map(budget -> budget.period().wireName())
                .orElse(null);
        newCustomerDays = terms.newCustomerDays().isPresent()
                ? Integer.valueOf(terms.newCustomerDays().getAsInt())
                : null;
        returnPeriodDays = (int) terms.returnPeriod().toDays();
    }

    private void write(Reward reward) {
        switch (reward) {
            case Reward.Percent percent -> {
                rewardPercent = percent.rate();
                rewardMax = subunits(percent.max());
                rewardAmount = null;
            }
            case Reward.Flat flat -> {
                rewardAmount = flat.amount().subunits();
                rewardPercent = null;
                rewardMax = null;
            }
        }
    }

    OfferState standing() {
        return OfferState.parse(standing).orElseThrow();
    }

    /** How somebody has found it, and when to look again; whether others are told of it. */
    void stands(OfferState state, Optional<Instant> until, boolean isTold) {
        standing = state.wireName();
        moveAt = until.orElse(null);
        told += isTold ? 1 : 0;
    }

    Offer offer() {
        return new Offer(
                new OfferId(id),
                accountId,
                livemode,
                new Merchant(merchantId, merchantAccount),
                new Texts(
                        name,
                        Optional.ofNullable(description),
                        Optional.ofNullable(pointOfSale),
                        new RawJson(metadata)),
                Stage.parse(stage).orElseThrow(),
                terms(),
                createdAt);
    }

    private Terms terms() {
        return new Terms(
                Benefit.parse(benefit).orElseThrow(),
                reward(),
                Currency.valueOf(currency),
                money(minSpend),
                money(maxSpend),
                new Validity(startsAt, Optional.ofNullable(endsAt)),
                new Schedule(days(), ZoneId.of(timeZone)),
                channels(),
                new Limits(optional(perCard), optional(total), budget()),
                newCustomerDays == null ? OptionalInt.empty() : OptionalInt.of(newCustomerDays),
                Duration.ofDays(returnPeriodDays));
    }

    private Reward reward() {
        return Optional.ofNullable(rewardPercent)
                .<Reward>map(rate -> new Reward.Percent(rate.stripTrailingZeros(), money(rewardMax)))
                .orElseGet(() -> new Reward.Flat(money(rewardAmount).orElseThrow()));
    }

    private Set<DayOfWeek> days() {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> (days & (1 << (day.getValue() - 1))) != 0)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
    }

    private Set<Channel> channels() {
        return Stream.of(Channel.values())
                .filter(channel -> channel == Channel.ONLINE ? online : inStore)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Channel.class)));
    }

    private Optional<Budget> budget() {
        return money(budgetLimit)
                .map(limit -> new Budget(
                        limit,
                        Optional.ofNullable(budgetPeriod).flatMap(Period::parse).orElseThrow()));
    }

    private Optional<Money> money(@Nullable Long subunits) {
        return Optional.ofNullable(subunits).map(amount -> new Money(amount, Currency.valueOf(currency)));
    }

    private static @Nullable Long subunits(Optional<Money> money) {
        return money.map(Money::subunits).orElse(null);
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? Long.valueOf(value.getAsLong()) : null;
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
