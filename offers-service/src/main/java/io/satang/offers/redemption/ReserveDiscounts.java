package io.satang.offers.redemption;

import io.satang.hibernate.Sessions;
import io.satang.offers.offer.OfferId;
import io.satang.offers.qualification.Reason;
import io.satang.offers.redemption.DecideReservations.Decided;
import io.satang.offers.redemption.ReservationStore.Named;
import io.satang.offers.redemption.ReservationStore.Overdue;
import io.satang.platform.batching.Coalescer;
import io.satang.platform.batching.Coalescer.Limits;
import io.satang.platform.batching.Coalescers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Sets discounts aside before payers are charged, by the same rules and counts as all that payments redeem. What becomes of a reservation the
 * charge's own events say, to {@link RedeemPayments}; what they never do is released in the end.
 *
 * <p>Those who ask one offer wait here and not at its lock, where each would keep a connection: there is a lane for every few offers, in which
 * one transaction decides upon all that has come meanwhile.
 */
@ApplicationScoped
class ReserveDiscounts {
    private static final Logger LOG = Logger.getLogger(ReserveDiscounts.class);
    // Fewer than half of the connections, so that an offer which is asked by very many leaves the rest to all others.
    private static final int LANES = 5;
    private static final Limits LANE = new Limits(PaymentSlices.PAYMENTS_MAX, 1, 500);
    private static final long REQUEST_BYTES_MAX = 2_048;

    private final Pool pool;
    private final ReservationStore reservations;
    private final DecideReservations decisions;
    private final PaymentStore payments;
    private final RedemptionRows rows;
    private final RedemptionStore redemptions;
    private final RedemptionWriting writing;
    private final CommittedRedemptions committed;
    private final List<Coalescer<Asking, Reservation>> lanes;

    ReserveDiscounts(
            Pool pool,
            ReservationStore reservations,
            DecideReservations decisions,
            PaymentStore payments,
            RedemptionRows rows,
            RedemptionStore redemptions,
            RedemptionWriting writing,
            CommittedRedemptions committed,
            Coalescers coalescers) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.reservations = Objects.requireNonNull(reservations, "reservations");
        this.decisions = Objects.requireNonNull(decisions, "decisions");
        this.payments = Objects.requireNonNull(payments, "payments");
        this.rows = Objects.requireNonNull(rows, "rows");
        this.redemptions = Objects.requireNonNull(redemptions, "redemptions");
        this.writing = Objects.requireNonNull(writing, "writing");
        this.committed = Objects.requireNonNull(committed, "committed");
        this.lanes = IntStream.range(0, LANES)
                .mapToObj(lane -> coalescers.make(
                        "reservations " + lane,
                        LANE,
                        asking -> REQUEST_BYTES_MAX,
                        asking -> asking.offer().value(),
                        this::decide))
                .toList();
    }

    private record Asking(ReservationRequest request, OfferId offer) {}

    /** Sets the discount aside, or says why not; a charge that asks again is answered the same. */
    Uni<Reservation> reserve(ReservationRequest request) {
        return reservations.named(pool, List.of(request)).flatMap(named -> switch (named.getFirst()) {
            case Named.Mistaken(List<Reason> reasons) -> Uni.createFrom().item(new Reservation.Refused(reasons));
            case Named.Redeemable(Link link) -> lane(link.offer()).submit(new Asking(request, link.offer()));
        });
    }

    private Coalescer<Asking, Reservation> lane(OfferId offer) {
        return lanes.get(Math.floorMod(offer.value().hashCode(), LANES));
    }

    private Uni<List<Reservation>> decide(List<Asking> asking) {
        List<ReservationRequest> requests = asking.stream().map(Asking::request).toList();
        return pool.withTransaction(transaction -> decisions.decide(transaction, requests))
                .invoke(decided -> committed.committed(decided.written()))
                .map(Decided::answers);
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
        return reservations
                .overdue(pool, limit)
                .onItem()
                .transformToMulti(overdue -> Multi.createFrom().iterable(overdue))
                .onItem()
                .transformToUniAndConcatenate(overdue -> pool.withTransaction(
                                transaction -> release(transaction, overdue))
                        .invoke(committed::committed)
                        .map(written -> !written.redemptions().isEmpty())
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

    private Uni<Written> release(SqlConnection transaction, Overdue overdue) {
        RedemptionKey key = new RedemptionKey(overdue.chargeId(), overdue.cardOfferId());
        return payments.lock(transaction, Set.of(overdue.chargeId()))
                .chain(() -> rows.find(transaction, List.of(key)))
                .map(found -> found.stream()
                        .filter(row -> row.state() instanceof RedemptionState.Reserved)
                        .findFirst())
                .flatMap(row -> row.map(reserved -> release(transaction, overdue, reserved))
                        .orElseGet(() -> Uni.createFrom().item(Written.NOTHING)));
    }

    private Uni<Written> release(SqlConnection transaction, Overdue overdue, RedemptionEntity row) {
        BudgetKey budget = new BudgetKey(overdue.offer(), row.periodStart);
        return writing.begin(
                        transaction, Set.of(overdue.offer()), Set.of(overdue.cardOfferId()), locked -> Set.of(budget))
                .invoke(open -> open.decide(open.offer(overdue.offer()), row, new RedemptionState.Released()))
                .flatMap(open -> writing.write(transaction, open));
    }
}
