package io.satang.simulation.postgres;

import io.satang.offers.offer.Channel;
import io.satang.offers.offer.RunningOffer;
import io.satang.offers.qualification.Counts;
import io.satang.offers.qualification.Membership;
import io.satang.offers.qualification.Payment;
import io.satang.offers.redemption.PaymentFacts;
import io.satang.offers.redemption.PaymentNews;
import io.satang.offers.redemption.RedemptionRules;
import io.satang.offers.redemption.RedemptionState;
import io.satang.offers.redemption.RedemptionState.Rejected;
import io.satang.offers.redemption.RedemptionState.Released;
import io.satang.offers.redemption.RedemptionState.Reserved;
import io.satang.offers.redemption.ReservationRequest;
import io.satang.offers.redemption.ReservationRules;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import io.satang.simulation.check.OfferChecks;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The offers-service's tables, with the effects of its transactions: what charges have redeemed, and the counts that this is kept within. */
public final class OffersTable {
    private static final Membership JOINED = new Membership(Scheduler.START.minusSeconds(1), Optional.empty());

    private final Map<String, Redemption> rows = new TreeMap<>();
    private final Map<String, Known> payments = new TreeMap<>();
    private final Map<String, Map<String, Long>> refunds = new TreeMap<>();
    private final Map<String, Count> counts = new TreeMap<>();
    private final Map<String, Long> uses = new TreeMap<>();
    private final Function<String, Optional<RunningOffer>> offers;
    private final Habits habits;
    private final OfferChecks checks;
    private final Scheduler scheduler;

    /**
     * What the service makes sure of.
     *
     * @param recognises    whether a charge that asks again is recognised
     * @param refusesLate   whether a charge is refused that has ended before it was heard
     * @param hearsFailures whether a payment that has come to nothing counts
     */
    public record Habits(boolean recognises, boolean refusesLate, boolean hearsFailures) {}

    /**
     * A row of {@code redemptions}.
     *
     * @param promised what was set aside; nothing when it was rejected
     */
    public record Redemption(
            String chargeId, String cardOffer, RunningOffer offer, Money promised, RedemptionState state) {
        private Redemption in(RedemptionState next) {
            return new Redemption(chargeId, cardOffer, offer, promised, next);
        }
    }

    /** What an offer has given. */
    public record Count(long reserved, long released, long spent) {
        private Count plus(long more, long less, long cost) {
            return new Count(reserved + more, released + less, spent + cost);
        }
    }

    private record Known(long version, Payment payment, PaymentFacts.Progress progress) {}

    /**
     * Empty tables.
     *
     * @param offers the offer that a card is linked to, by the link's id
     */
    public OffersTable(
            Function<String, Optional<RunningOffer>> offers, Habits habits, OfferChecks checks, Scheduler scheduler) {
        this.offers = offers;
        this.habits = habits;
        this.checks = checks;
        this.scheduler = scheduler;
    }

    /** What charges have redeemed. */
    public Collection<Redemption> redemptions() {
        return rows.values();
    }

    /** The counts by offer. */
    public Map<String, Count> counts() {
        return counts;
    }

    /** Sets a discount aside, or says why not. Empty when there is no such link. */
    public Optional<Redemption> reserve(Transaction transaction, ReservationRequest request) {
        transaction.lock("charge " + request.chargeId());
        Optional<RunningOffer> offer = offers.apply(request.cardOfferId());
        if (offer.isEmpty()) {
            return Optional.empty();
        }
        transaction.lock(offer.get().id().value());
        Optional<Redemption> known = find(request.chargeId());
        if (known.isPresent()) {
            scheduler.saw(Sighting.OFFER_ASKED_AGAIN, request::toString);
        }
        return habits.recognises() && known.isPresent()
                ? known
                : Optional.of(decide(transaction, offer.get(), request, scheduler.now()));
    }

    private Redemption decide(Transaction transaction, RunningOffer offer, ReservationRequest request, Instant now) {
        Count count = count(offer);
        Counts counted = new Counts(
                uses.getOrDefault(request.cardOfferId(), 0L),
                count.reserved() - count.released(),
                baht(count.spent()),
                false);
        boolean heard = habits.refusesLate() && payments.containsKey(request.chargeId());
        RedemptionState state = ReservationRules.decide(offer, JOINED, request, counted, heard, now);
        if (heard) {
            scheduler.saw(Sighting.OFFER_ASKED_TOO_LATE, request::toString);
        }
        Money promised = state instanceof Reserved reserved ? reserved.reward() : baht(0);
        Redemption row = new Redemption(request.chargeId(), request.cardOfferId(), offer, promised, state);
        transaction.write(() -> write(Optional.empty(), row));
        return row;
    }

    /** What was decided upon this charge. */
    public Optional<Redemption> find(String chargeId) {
        return Optional.ofNullable(rows.get(chargeId));
    }

    /** Keeps what was heard of payments, and decides anew upon everything that it concerns. */
    public int hear(Transaction transaction, List<PaymentNews> news) {
        Map<String, List<PaymentNews>> byCharge = new TreeMap<>();
        news.stream()
                .filter(each -> habits.hearsFailures() || !cameToNothing(each))
                .forEach(each -> byCharge.computeIfAbsent(each.chargeId(), id -> new ArrayList<>())
                        .add(each));
        byCharge.keySet().forEach(id -> transaction.lock("charge " + id));
        byCharge.keySet().stream()
                .flatMap(id -> find(id).stream())
                .map(row -> row.offer().id().value())
                .sorted()
                .forEach(transaction::lock);
        byCharge.forEach((id, heard) -> hear(transaction, id, heard));
        return byCharge.size();
    }

    private static boolean cameToNothing(PaymentNews news) {
        return news instanceof PaymentNews.Moved moved && moved.progress() instanceof PaymentFacts.Progress.Gone;
    }

    private void hear(Transaction transaction, String chargeId, List<PaymentNews> heard) {
        Optional<Known> known = Optional.ofNullable(payments.get(chargeId));
        Map<String, Long> given = new TreeMap<>(refunds.getOrDefault(chargeId, Map.of()));
        for (PaymentNews each : heard) {
            switch (each) {
                case PaymentNews.Moved moved -> known = Optional.of(later(known, moved));
                case PaymentNews.Refunded refund -> given.put(refund.refundId(), refund.amount());
            }
        }
        Optional<Known> present = known;
        transaction.write(() -> {
            present.ifPresent(payment -> payments.put(chargeId, payment));
            refunds.put(chargeId, given);
        });
        present.ifPresent(payment -> find(chargeId).ifPresent(row -> follow(transaction, row, payment, given)));
    }

    private static Known later(Optional<Known> known, PaymentNews.Moved moved) {
        Payment payment =
                known.map(Known::payment).orElseGet(() -> new Payment(moved.amount(), moved.paidAt(), Channel.ONLINE));
        return known.filter(present -> present.version() >= moved.version())
                .orElseGet(() -> new Known(moved.version(), payment, moved.progress()));
    }

    private void follow(Transaction transaction, Redemption row, Known known, Map<String, Long> given) {
        Money refunded = baht(given.values().stream().mapToLong(Long::longValue).sum());
        PaymentFacts facts = new PaymentFacts(known.payment(), known.progress(), refunded);
        RedemptionState next = RedemptionRules.next(
                        Optional.of(row.state()), row.offer().terms(), facts, payment -> {
                            throw new IllegalStateException("decided upon before it was paid: " + row);
                        })
                .orElseThrow();
        if (!next.equals(row.state())) {
            transaction.write(() -> write(Optional.of(row.state()), row.in(next)));
        }
    }

    private void write(Optional<RedemptionState> before, Redemption row) {
        RedemptionState next = row.state();
        rows.put(row.chargeId(), row);
        scheduler.say(() -> row.chargeId() + " redeems " + row.offer().id() + ": " + next);
        if (next instanceof Rejected) {
            scheduler.saw(Sighting.OFFER_REJECTED, next::toString);
            return;
        }
        if (next instanceof Released) {
            scheduler.saw(Sighting.OFFER_RELEASED, row::toString);
        }
        Money none = baht(0);
        long cost = next.cost(none).subunits()
                - before.map(state -> state.cost(none).subunits()).orElse(0L);
        long used = used(Optional.of(next)) - used(before);
        counts.put(
                row.offer().id().value(),
                count(row.offer()).plus(before.isEmpty() ? 1 : 0, next instanceof Released ? 1 : 0, cost));
        uses.merge(row.cardOffer(), used, Long::sum);
        checks.counted(row, count(row.offer()), uses.getOrDefault(row.cardOffer(), 0L));
    }

    private static long used(Optional<RedemptionState> state) {
        return state.filter(RedemptionState::counts).isPresent() ? 1 : 0;
    }

    private Count count(RunningOffer offer) {
        return counts.getOrDefault(offer.id().value(), new Count(0, 0, 0));
    }

    private static Money baht(long subunits) {
        return new Money(subunits, Currency.THB);
    }
}
