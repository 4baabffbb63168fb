package io.satang.offers.redemption;

import io.satang.hibernate.Sessions;
import io.satang.offers.offer.OfferStore;
import io.satang.offers.offer.RunningOffer;
import io.satang.offers.qualification.Counts;
import io.satang.offers.qualification.QualificationRules;
import io.satang.offers.redemption.PaymentStore.KnownPayment;
import io.satang.offers.redemption.RedemptionStore.Candidate;
import io.satang.offers.redemption.RedemptionStore.Link;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.FlushMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Decides what payments earn. What was heard is kept first; then everything that it concerns is decided anew from all that is known, under the
 * lock of each offer, so that no two decide upon the same counts.
 */
@ApplicationScoped
class RedeemPayments {
    private final PaymentStore payments;
    private final RedemptionStore redemptions;
    private final CountStore counts;
    private final OfferStore offers;
    private final RedemptionWriting writing;
    private final CommittedRedemptions committed;
    private final Clock clock;

    RedeemPayments(
            PaymentStore payments,
            RedemptionStore redemptions,
            CountStore counts,
            OfferStore offers,
            RedemptionWriting writing,
            CommittedRedemptions committed,
            Clock clock) {
        this.payments = Objects.requireNonNull(payments, "payments");
        this.redemptions = Objects.requireNonNull(redemptions, "redemptions");
        this.counts = Objects.requireNonNull(counts, "counts");
        this.offers = Objects.requireNonNull(offers, "offers");
        this.writing = Objects.requireNonNull(writing, "writing");
        this.committed = Objects.requireNonNull(committed, "committed");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Applies all of it or nothing; repeating it changes nothing. */
    Uni<Void> apply(List<PaymentNews> news) {
        return Sessions.read(session -> payments.concerning(session, news))
                .flatMap(concerning -> concerning.isEmpty()
                        ? Uni.createFrom().item(List.<WrittenRedemption>of())
                        : Sessions.write(session -> apply(session, concerning)))
                .invoke(committed::committed)
                .replaceWithVoid();
    }

    private Uni<List<WrittenRedemption>> apply(Mutiny.Session session, List<PaymentNews> news) {
        List<String> charges =
                news.stream().map(PaymentNews::chargeId).distinct().sorted().toList();
        List<PaymentNews> inOrder = news.stream()
                .sorted(Comparator.comparing(PaymentNews::chargeId))
                .toList();
        // Else each statement would first look through all that was read before it, of however many payments.
        session.setFlushMode(FlushMode.MANUAL);
        return payments.lock(session, charges)
                .chain(() -> each(inOrder, heard -> payments.keep(session, heard)))
                .chain(() -> redemptions.candidates(session, charges))
                .flatMap(candidates -> Multi.createFrom()
                        .iterable(candidates)
                        .onItem()
                        .transformToUniAndConcatenate(candidate -> decide(session, candidate))
                        .collect()
                        .asList())
                .map(told -> told.stream().flatMap(List::stream).toList());
    }

    // A session is not concurrent: one after the other.
    private static <T> Uni<Void> each(List<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }

    // What the locks of its charge and its offer guard is not asked for again.
    private Uni<List<WrittenRedemption>> decide(Mutiny.Session session, Candidate candidate) {
        return offers.lock(session, candidate.offer())
                .flatMap(offer -> payment(session, candidate)
                        .flatMap(payment -> redemptions
                                .link(session, candidate.cardOfferId())
                                .flatMap(link -> present(session, candidate)
                                        .flatMap(present -> decide(session, offer, payment, link, present)))));
    }

    private Uni<KnownPayment> payment(Mutiny.Session session, Candidate candidate) {
        return candidate.refunded()
                ? payments.find(session, candidate.chargeId()).map(Optional::orElseThrow)
                : payments.unrefunded(session, candidate.chargeId());
    }

    private Uni<Optional<RedemptionEntity>> present(Mutiny.Session session, Candidate candidate) {
        return candidate.decided()
                ? redemptions.find(session, candidate.chargeId(), candidate.cardOfferId())
                : Uni.createFrom().item(Optional.empty());
    }

    private Uni<List<WrittenRedemption>> decide(
            Mutiny.Session session,
            RunningOffer offer,
            KnownPayment payment,
            Link link,
            Optional<RedemptionEntity> present) {
        return counts.counts(session, offer, payment, link.uses()).flatMap(counted -> {
            Optional<RedemptionState> before = present.map(RedemptionEntity::state);
            Optional<RedemptionState> next =
                    next(before, offer, payment, link, counted).filter(state -> !before.equals(Optional.of(state)));
            return next.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : write(session, offer, payment, link, present, next.get());
        });
    }

    private static Optional<RedemptionState> next(
            Optional<RedemptionState> before, RunningOffer offer, KnownPayment payment, Link link, Counts counted) {
        return RedemptionRules.next(
                before,
                offer.terms(),
                payment.facts(),
                paid -> QualificationRules.qualify(offer.stage(), offer.terms(), link.membership(), paid, counted));
    }

    private Uni<List<WrittenRedemption>> write(
            Mutiny.Session session,
            RunningOffer offer,
            KnownPayment payment,
            Link link,
            Optional<RedemptionEntity> present,
            RedemptionState next) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        RedemptionEntity row = present.orElseGet(() -> redemptions.fresh(offer, link, payment, now));
        return writing.write(session, offer, row, next, now).map(List::of);
    }
}
