package io.satang.offers.redemption;

import io.satang.offers.card.CardStore;
import io.satang.offers.offer.Benefit;
import io.satang.offers.offer.OfferId;
import io.satang.offers.offer.OfferStore;
import io.satang.offers.offer.RunningOffer;
import io.satang.offers.qualification.Payment;
import io.satang.offers.qualification.Qualification.NotQualified;
import io.satang.offers.qualification.Qualification.Qualified;
import io.satang.offers.qualification.QualificationRules;
import io.satang.offers.qualification.Reason;
import io.satang.offers.redemption.PaymentStore.KnownPayment;
import io.satang.offers.redemption.RedemptionState.Rejected;
import io.satang.offers.redemption.RedemptionStore.Link;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.CardId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.json.ApiJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Answers which rule decided upon a payment: what was decided when it was heard of, or else what the rules say of it now. */
@ApplicationScoped
class Explanations {
    private static final String LINK =
            "select row.id from CardOfferEntity row where row.cardId = ?1 and row.offerId = ?2";
    private static final String RECOGNISED = """
        SELECT count(*) FROM card_fingerprints WHERE card_id = ?1 AND merchant_account = ?2 AND fingerprint = ?3
        """;

    private final CardStore cards;
    private final OfferStore offers;
    private final PaymentStore payments;
    private final RedemptionStore redemptions;
    private final CountStore counts;

    Explanations(
            CardStore cards, OfferStore offers, PaymentStore payments, RedemptionStore redemptions, CountStore counts) {
        this.cards = Objects.requireNonNull(cards, "cards");
        this.offers = Objects.requireNonNull(offers, "offers");
        this.payments = Objects.requireNonNull(payments, "payments");
        this.redemptions = Objects.requireNonNull(redemptions, "redemptions");
        this.counts = Objects.requireNonNull(counts, "counts");
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

    /** The explanation; fails with 404 for what the account does not have, or has no payment of. */
    Uni<String> explain(
            Mutiny.Session session, String accountId, CardId card, OfferId offer, ChargeId charge, Instant now) {
        return cards.require(session, accountId, card)
                .chain(() -> linkId(session, card, offer))
                .flatMap(link -> redemptions
                        .find(session, charge.value(), link)
                        .flatMap(row -> row.isPresent()
                                ? Uni.createFrom().item(decided(row.get(), now))
                                : undecided(session, card, offer, charge, link)))
                .map(ApiJson::write);
    }

    private static Uni<String> linkId(Mutiny.Session session, CardId card, OfferId offer) {
        return session.createSelectionQuery(LINK, String.class)
                .setParameter(1, card.value())
                .setParameter(2, offer.value())
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> ApiException.notFound("card offer", offer.value()));
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

    private Uni<View> undecided(Mutiny.Session session, CardId card, OfferId offer, ChargeId charge, String link) {
        return offers.read(session, offer)
                .flatMap(running -> payments.find(session, charge.value())
                        .map(found -> found.orElseThrow(() -> unknown(charge)))
                        .call(payment -> requireCard(session, card, payment))
                        .flatMap(payment -> redemptions
                                .link(session, link)
                                .flatMap(linked -> reasons(session, running, payment, linked)))
                        .map(reasons -> new View(
                                "explanation",
                                card.value(),
                                offer.value(),
                                charge.value(),
                                reasons.isEmpty(),
                                RedemptionJson.names(reasons),
                                Optional.empty(),
                                Optional.empty())));
    }

    private static Uni<Void> requireCard(Mutiny.Session session, CardId card, KnownPayment payment) {
        return session.createNativeQuery(RECOGNISED, Long.class)
                .setParameter(1, card.value())
                .setParameter(2, payment.merchantAccount())
                .setParameter(3, payment.fingerprint())
                .getSingleResult()
                .invoke(found -> {
                    if (found == 0) {
                        throw ApiException.notFound("charge", payment.chargeId());
                    }
                })
                .replaceWithVoid();
    }

    private Uni<List<Reason>> reasons(Mutiny.Session session, RunningOffer offer, KnownPayment payment, Link link) {
        Optional<Payment> rewarded = payment.facts().rewarded();
        if (rewarded.isEmpty()) {
            return Uni.createFrom().item(List.of(Reason.NOT_PAID));
        }
        if (offer.terms().benefit() == Benefit.DISCOUNT) {
            return Uni.createFrom().item(List.of(Reason.NOT_REQUESTED));
        }
        return counts.counts(session, offer, payment, link.uses()).map(counted -> switch (QualificationRules.qualify(
                offer.stage(), offer.terms(), link.membership(), rewarded.get(), counted)) {
            case Qualified qualified -> List.of();
            case NotQualified refused -> refused.reasons();
        });
    }

    private static ApiException unknown(ChargeId charge) {
        return ApiException.notFound("charge", charge.value());
    }
}
