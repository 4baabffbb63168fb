package io.satang.offers.redemption;

import io.satang.hibernate.Sessions;
import io.satang.offers.offer.OfferId;
import io.satang.offers.offer.OfferStore;
import io.satang.offers.offer.RunningOffer;
import io.satang.offers.qualification.Counts;
import io.satang.offers.redemption.PaymentStore.KnownPayment;
import io.satang.offers.redemption.RedemptionStore.Link;
import io.satang.offers.redemption.ReservationStore.Named;
import io.satang.offers.redemption.ReservationStore.Overdue;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Sets discounts aside before payers are charged, by the same rules and counts as all that payments redeem. What becomes of a reservation the
 * charge's own events say, to {@link RedeemPayments}; what they never do is released in the end.
 */
@ApplicationScoped
class ReserveDiscounts {
    private static final Logger LOG = Logger.getLogger(ReserveDiscounts.class);

    private final ReservationStore reservations;
    private final PaymentStore payments;
    private final RedemptionStore redemptions;
    private final CountStore counts;
    private final OfferStore offers;
    private final RedemptionWriting writing;
    private final CommittedRedemptions committed;
    private final Clock clock;

    ReserveDiscounts(
            ReservationStore reservations,
            PaymentStore payments,
            RedemptionStore redemptions,
            CountStore counts,
            OfferStore offers,
            RedemptionWriting writing,
            CommittedRedemptions committed,
            Clock clock) {
        this.reservations = Objects.requireNonNull(reservations, "reservations");
        this.payments = Objects.requireNonNull(payments, "payments");
        this.redemptions = Objects.requireNonNull(redemptions, "redemptions");
        this.counts = Objects.requireNonNull(counts, "counts");
        this.offers = Objects.requireNonNull(offers, "offers");
        this.writing = Objects.requireNonNull(writing, "writing");
        this.committed = Objects.requireNonNull(committed, "committed");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** What was decided, and what others are told of it. */
    private record Decided(Reservation reservation, List<WrittenRedemption> written) {
        private static Decided before(Reservation reservation) {
            return new Decided(reservation, List.of());
        }
    }

    /** Sets the discount aside, or says why not; a charge that asks again is answered the same. */
    Uni<Reservation> reserve(ReservationRequest request) {
        return Sessions.write(session -> reserve(session, request))
                .invoke(decided -> committed.committed(decided.written()))
                .map(Decided::reservation);
    }

    // Whoever hears of the charge's end waits for the same lock, and so one of the two sees the other.
    private Uni<Decided> reserve(Mutiny.Session session, ReservationRequest request) {
        return payments.lock(session, List.of(request.chargeId()))
                .chain(() -> reservations.named(session, request))
                .flatMap(named -> switch (named) {
                    case Named.Mistaken mistaken ->
                        Uni.createFrom().item(Decided.before(new Reservation.Refused(mistaken.reasons())));
                    case Named.Redeemable(OfferId offer) ->
                        redemptions
                                .find(session, request.chargeId(), request.cardOfferId())
                                .flatMap(known -> known.map(
                                                row -> Uni.createFrom().item(Decided.before(Reservation.of(row))))
                                        .orElseGet(() -> decide(session, request, offer)));
                });
    }

    private Uni<Decided> decide(Mutiny.Session session, ReservationRequest request, OfferId id) {
        Instant now = now();
        KnownPayment payment = request.payment(now);
        return offers.lock(session, id)
                .flatMap(offer -> payments.find(session, request.chargeId())
                        .flatMap(heard -> redemptions
                                .link(session, request.cardOfferId())
                                .flatMap(link -> counts.countsToReserve(session, offer, payment, link.uses())
                                        .flatMap(counted -> write(
                                                session,
                                                offer,
                                                link,
                                                request,
                                                state(offer, link, request, counted, heard.isPresent(), now),
                                                now)))));
    }

    private static RedemptionState state(
            RunningOffer offer, Link link, ReservationRequest request, Counts counted, boolean heard, Instant now) {
        return ReservationRules.decide(offer, link.membership(), request, counted, heard, now);
    }

    private Uni<Decided> write(
            Mutiny.Session session,
            RunningOffer offer,
            Link link,
            ReservationRequest request,
            RedemptionState state,
            Instant now) {
        RedemptionEntity row = redemptions.fresh(offer, link, request.payment(now), now);
        row.releaseAt = ReservationRules.releaseAt(request);
        return writing.write(session, offer, row, state, now)
                .map(written -> new Decided(Reservation.of(row), List.of(written)));
    }

    /** What was decided upon a charge that has asked for it; empty when it has not been heard. */
    Uni<Optional<Reservation>> find(String chargeId, String cardOfferId) {
        return Sessions.read(
                session -> redemptions.find(session, chargeId, cardOfferId).map(row -> row.map(Reservation::of)));
    }

    /**
     * Releases reservations of charges that nobody has told the end of, each by itself; answers how many. One that fails is tried again the
     * next time, and keeps no other from it.
     */
    Uni<Integer> releaseOverdue(int limit) {
        return Sessions.read(session -> reservations.overdue(session, now(), limit))
                .onItem()
                .transformToMulti(overdue -> Multi.createFrom().iterable(overdue))
                .onItem()
                .transformToUniAndConcatenate(overdue -> release(overdue)
                        .onFailure()
                        .invoke(failure -> LOG.warnf(
                                "the reservation of %s is not released: %s", overdue.chargeId(), failure.toString()))
                        .onFailure()
                        .recoverWithItem(false))
                .filter(released -> released)
                .collect()
                .asList()
                .map(List::size);
    }

    private Uni<Boolean> release(Overdue overdue) {
        return Sessions.write(session -> payments.lock(session, List.of(overdue.chargeId()))
                        .chain(() -> offers.lock(session, overdue.offer()))
                        .flatMap(offer -> redemptions
                                .find(session, overdue.chargeId(), overdue.cardOfferId())
                                .flatMap(row -> row.filter(found -> found.state() instanceof RedemptionState.Reserved)
                                        .map(found -> writing.write(
                                                        session, offer, found, new RedemptionState.Released(), now())
                                                .map(List::of))
                                        .orElseGet(() -> Uni.createFrom().item(List.of())))))
                .invoke(committed::committed)
                .map(written -> !written.isEmpty());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
