package io.satang.offers.redemption;

import io.satang.hibernate.Sessions;
import io.satang.offers.card.CardStore;
import io.satang.offers.offer.Benefit;
import io.satang.offers.offer.OfferId;
import io.satang.offers.offer.OfferStore;
import io.satang.offers.offer.RunningOffer;
import io.satang.offers.qualification.Counts;
import io.satang.offers.qualification.Membership;
import io.satang.offers.qualification.Payment;
import io.satang.offers.qualification.Qualification.NotQualified;
import io.satang.offers.qualification.Qualification.Qualified;
import io.satang.offers.qualification.QualificationRules;
import io.satang.offers.qualification.Reason;
import io.satang.offers.redemption.RedemptionState.Rejected;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.CardId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.json.ApiJson;
import io.satang.platform.money.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Answers which rule decided upon a payment: what was decided when it was heard of, or else what the rules say of it now. */
@ApplicationScoped
class Explanations {
    private static final String LINK = """
        select row.id, row.linkedAt, row.unlinkedAt from CardOfferEntity row where row.cardId = ?1 and row.offerId = ?2
        """;
    private static final String STANDS = """
        SELECT reserved - released AS redeemed, EXISTS (
            SELECT FROM card_fingerprints WHERE card_id = $2 AND merchant_account = $3 AND fingerprint = $4) AS is_card
        FROM offers WHERE id = $1
        """;

    private final CardStore cards;
    private final OfferStore offers;
    private final PaymentStore payments;
    private final RedemptionStore redemptions;
    private final CountStore counts;
    private final EarlierPayments earlier;
    private final Pool pool;

    Explanations(
            CardStore cards,
            OfferStore offers,
            PaymentStore payments,
            RedemptionStore redemptions,
            CountStore counts,
            EarlierPayments earlier,
            Pool pool) {
        this.cards = Objects.requireNonNull(cards, "cards");
        this.offers = Objects.requireNonNull(offers, "offers");
        this.payments = Objects.requireNonNull(payments, "payments");
        this.redemptions = Objects.requireNonNull(redemptions, "redemptions");
        this.counts = Objects.requireNonNull(counts, "counts");
        this.earlier = Objects.requireNonNull(earlier, "earlier");
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    private record View(
            String object,
            String card,
            String offer,
            String charge,
            boolean qualified,
            List<String> reasons,
            Optional<String> redemption,
            Optional<String> state) {}

    private record Asked(Link link, RunningOffer offer, Optional<RedemptionEntity> present) {}

    /** The explanation; fails with 404 for what the account does not have, or has no payment of. */
    Uni<String> explain(String accountId, CardId card, OfferId offer, ChargeId charge, Instant now) {
        return Sessions.read(session -> cards.require(session, accountId, card)
                        .chain(() -> link(session, card, offer))
                        .flatMap(link -> redemptions
                                .find(session, charge.value(), link.id())
                                .flatMap(present ->
                                        offers.read(session, offer).map(terms -> new Asked(link, terms, present)))))
                .flatMap(asked -> asked.present()
                        .map(row -> Uni.createFrom().item(decided(row, now)))
                        .orElseGet(() -> undecided(asked, charge)))
                .map(ApiJson::write);
    }

    private static Uni<Link> link(Mutiny.Session session, CardId card, OfferId offer) {
        return session.createSelectionQuery(LINK, Object[].class)
                .setParameter(1, card.value())
                .setParameter(2, offer.value())
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> ApiException.notFound("card offer", offer.value()))
                .map(row -> new Link(
                        (String) row[0],
                        offer,
                        card.value(),
                        new Membership((Instant) row[1], Optional.ofNullable((Instant) row[2]))));
    }

    private static View decided(RedemptionEntity row, Instant now) {
        RedemptionState state = row.state().at(now);
        List<Reason> reasons = state instanceof Rejected rejected ? rejected.reasons() : List.of();
        return new View(
                "explanation",
                row.cardId,
                row.offerId,
                row.chargeId,
                reasons.isEmpty(),
                RedemptionJson.names(reasons),
                Optional.of(row.id),
                Optional.of(state.wireName()));
    }

    private Uni<View> undecided(Asked asked, ChargeId charge) {
        return payments.known(pool, Set.of(charge.value()))
                .map(known -> Optional.ofNullable(known.get(charge.value())).orElseThrow(() -> unknown(charge)))
                .flatMap(payment -> reasons(asked, payment))
                .map(reasons -> new View(
                        "explanation",
                        asked.link().cardId(),
                        asked.offer().id().value(),
                        charge.value(),
                        reasons.isEmpty(),
                        RedemptionJson.names(reasons),
                        Optional.empty(),
                        Optional.empty()));
    }

    private Uni<List<Reason>> reasons(Asked asked, KnownPayment payment) {
        Tuple parameters = Tuple.of(
                asked.offer().id().value(), asked.link().cardId(), payment.merchantAccount(), payment.fingerprint());
        return pool.preparedQuery(STANDS)
                .execute(parameters)
                .map(rows -> rows.iterator().next())
                .flatMap(stands -> {
                    if (!stands.getBoolean("is_card")) {
                        throw ApiException.notFound("charge", payment.chargeId());
                    }
                    return reasons(asked, payment, stands.getLong("redeemed"));
                });
    }

    private Uni<List<Reason>> reasons(Asked asked, KnownPayment payment, long redeemed) {
        Optional<Payment> rewarded = payment.facts().rewarded();
        if (rewarded.isEmpty()) {
            return Uni.createFrom().item(List.of(Reason.NOT_PAID));
        }
        RunningOffer offer = asked.offer();
        if (offer.terms().benefit() == Benefit.DISCOUNT) {
            return Uni.createFrom().item(List.of(Reason.NOT_REQUESTED));
        }
        return counts(asked, payment, redeemed).map(counted -> switch (QualificationRules.qualify(
                offer.stage(), offer.terms(), asked.link().membership(), rewarded.get(), counted)) {
            case Qualified qualified -> List.of();
            case NotQualified refused -> refused.reasons();
        });
    }

    private Uni<Counts> counts(Asked asked, KnownPayment payment, long redeemed) {
        RunningOffer offer = asked.offer();
        String link = asked.link().id();
        BudgetKey budget = new BudgetKey(
                offer.id(), offer.terms().budgetPeriod(payment.facts().payment().at()));
        return counts.counted(pool, Set.of(link), Set.of(budget))
                .flatMap(counted -> earlier.paidBefore(pool, List.of(new EarlierPayments.Asked(payment, offer)))
                        .map(before -> new Counts(
                                counted.uses().getOrDefault(link, 0L),
                                redeemed,
                                new Money(counted.cost(budget), offer.terms().currency()),
                                !before.isEmpty())));
    }

    private static ApiException unknown(ChargeId charge) {
        return ApiException.notFound("charge", charge.value());
    }
}
