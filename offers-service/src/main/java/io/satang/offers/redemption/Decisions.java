package io.satang.offers.redemption;

import io.satang.offers.offer.Budget;
import io.satang.offers.offer.LockedOffer;
import io.satang.offers.offer.OfferId;
import io.satang.offers.offer.RunningOffer;
import io.satang.offers.offer.Usage;
import io.satang.offers.offer.UsedOffer;
import io.satang.offers.qualification.Counts;
import io.satang.offers.redemption.CountChanges.Opened;
import io.satang.offers.redemption.CountChanges.Paid;
import io.satang.offers.redemption.CountChanges.Redeemed;
import io.satang.offers.redemption.CountChanges.Used;
import io.satang.offers.redemption.RedemptionState.Rejected;
import io.satang.offers.redemption.RedemptionState.Released;
import io.satang.platform.money.Money;
import io.satang.platform.outbox.OutboxEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one transaction decides upon the offers that it has locked, one payment after the other: each by the counts that those before it have
 * left. Nothing is written before everything is decided. Not safe for several threads.
 */
final class Decisions {
    private final Map<OfferId, LockedOffer> offers;
    private final Counted counted;
    private final RedemptionEvents told;
    private final List<RedemptionEntity> rows = new ArrayList<>();
    private final List<WrittenRedemption> steps = new ArrayList<>();
    private final List<OutboxEvent> events = new ArrayList<>();
    private final Map<OfferId, Redeemed> redeemed = new HashMap<>();
    private final Map<String, Used> used = new HashMap<>();
    private final Map<BudgetKey, Long> costs = new HashMap<>();

    Decisions(Map<OfferId, LockedOffer> offers, Counted counted, RedemptionEvents told) {
        this.offers = Map.copyOf(offers);
        this.counted = Objects.requireNonNull(counted, "counted");
        this.told = Objects.requireNonNull(told, "told");
    }

    /** An offer that was locked. */
    LockedOffer offer(OfferId id) {
        return Objects.requireNonNull(offers.get(id), "not locked");
    }

    /**
     * What counts against an offer's limits by now.
     *
     * @param period     of the budget, from which the payment would be rewarded
     * @param paidBefore whether the card has paid at the merchant within the time that the offer asks about
     */
    Counts counts(LockedOffer offer, Link link, LocalDate period, boolean paidBefore) {
        long uses = counted.uses().getOrDefault(link.id(), 0L)
                + Optional.ofNullable(used.get(link.id())).map(Used::uses).orElse(0L);
        return new Counts(uses, redeemed(offer), spent(offer.offer(), period), paidBefore);
    }

    private long redeemed(LockedOffer offer) {
        Redeemed more = redeemed.getOrDefault(
                offer.offer().id(), new Redeemed(offer.offer().id(), 0, 0));
        return offer.redeemed() + more.reserved() - more.released();
    }

    private Money spent(RunningOffer offer, LocalDate period) {
        BudgetKey key = new BudgetKey(offer.id(), period);
        return new Money(
                counted.cost(key) + costs.getOrDefault(key, 0L), offer.terms().currency());
    }

    /**
     * Decides.
     *
     * @param row  as it was read, or {@link RedemptionStore#fresh}
     * @param next what it becomes
     */
    void decide(LockedOffer offer, RedemptionEntity row, RedemptionState next) {
        Optional<RedemptionState> before = row.version == 0 ? Optional.empty() : Optional.of(row.state());
        row.write(next);
        told.next(before, row, offer.now()).ifPresent(events::add);
        rows.add(row);
        Money nothing = Money.zero(offer.offer().terms().currency());
        long cost = next.cost(nothing).subunits()
                - before.map(state -> state.cost(nothing)).orElse(nothing).subunits();
        steps.add(new WrittenRedemption(next, cost, nothing.currency()));
        if (!(next instanceof Rejected)) {
            count(offer.offer(), row, before, next, cost);
        }
    }

    private void count(
            RunningOffer offer,
            RedemptionEntity row,
            Optional<RedemptionState> before,
            RedemptionState next,
            long cost) {
        long usesBefore = before.filter(RedemptionState::counts).isPresent() ? 1 : 0;
        long uses = (next.counts() ? 1 : 0) - usesBefore;
        long most = offer.terms().limits().perCard().orElse(Long.MAX_VALUE);
        used.merge(
                row.cardOfferId,
                new Used(row.cardOfferId, uses, most),
                (one, more) -> new Used(one.link(), one.uses() + more.uses(), most));
        redeemed.merge(
                offer.id(),
                new Redeemed(offer.id(), before.isEmpty() ? 1 : 0, next instanceof Released ? 1 : 0),
                (one, more) ->
                        new Redeemed(one.offer(), one.reserved() + more.reserved(), one.released() + more.released()));
        costs.merge(new BudgetKey(offer.id(), row.periodStart), cost, Long::sum);
    }

    /** What was decided, as rows. */
    List<RedemptionEntity> rows() {
        return List.copyOf(rows);
    }

    /** What was decided, as it is counted. */
    List<WrittenRedemption> steps() {
        return List.copyOf(steps);
    }

    /** What others are told of it. */
    List<OutboxEvent> events() {
        return List.copyOf(events);
    }

    /** What all of it changes of the counts. */
    CountChanges changes() {
        return new CountChanges(
                costs.entrySet().stream()
                        .filter(each -> each.getValue() > 0)
                        .flatMap(each -> opened(each.getKey()).stream())
                        .toList(),
                costs.entrySet().stream()
                        .filter(each -> each.getValue() != 0)
                        .map(each -> new Paid(each.getKey(), each.getValue()))
                        .toList(),
                redeemed.values().stream()
                        .filter(each -> each.reserved() != 0 || each.released() != 0)
                        .toList(),
                used.values().stream().filter(each -> each.uses() != 0).toList());
    }

    // The first of a period finds no budget, and the first after its limit was changed finds the former one.
    private Optional<Opened> opened(BudgetKey key) {
        Optional<Long> limit = offer(key.offer())
                .offer()
                .terms()
                .limits()
                .budget()
                .map(Budget::limit)
                .map(Money::subunits);
        boolean known = Optional.ofNullable(counted.spent().get(key))
                .filter(present -> present.limit().equals(limit))
                .isPresent();
        return known ? Optional.empty() : Optional.of(new Opened(key, limit));
    }

    /** How much is used up of the offers that were redeemed, or given back to. */
    List<UsedOffer> used() {
        return redeemed.keySet().stream()
                .map(this::offer)
                .map(offer -> new UsedOffer(offer, new Usage(redeemed(offer), spent(offer.offer(), offer.period()))))
                .toList();
    }
}
