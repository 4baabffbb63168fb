package io.satang.offers.redemption;

import io.satang.offers.offer.LockedOffer;
import io.satang.offers.offer.OfferId;
import io.satang.offers.qualification.Counts;
import io.satang.offers.qualification.Reason;
import io.satang.offers.redemption.ReservationStore.Named;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Decides upon the discounts that several charges ask for, in one transaction, one after the other. */
@ApplicationScoped
class DecideReservations {
    private final ReservationStore reservations;
    private final PaymentStore payments;
    private final EarlierPayments earlier;
    private final RedemptionRows rows;
    private final RedemptionStore redemptions;
    private final RedemptionWriting writing;

    DecideReservations(
            ReservationStore reservations,
            PaymentStore payments,
            EarlierPayments earlier,
            RedemptionRows rows,
            RedemptionStore redemptions,
            RedemptionWriting writing) {
        this.reservations = Objects.requireNonNull(reservations, "reservations");
        this.payments = Objects.requireNonNull(payments, "payments");
        this.earlier = Objects.requireNonNull(earlier, "earlier");
        this.rows = Objects.requireNonNull(rows, "rows");
        this.redemptions = Objects.requireNonNull(redemptions, "redemptions");
        this.writing = Objects.requireNonNull(writing, "writing");
    }

    /**
     * What was decided, and what was written for it.
     *
     * @param answers one for each request, in their order
     */
    record Decided(List<Reservation> answers, Written written) {
        Decided {
            answers = List.copyOf(answers);
            Objects.requireNonNull(written, "written");
        }
    }

    private record Asked(ReservationRequest request, Link link) {
        private RedemptionKey key() {
            return RedemptionKey.of(request);
        }
    }

    /** A card at a merchant. */
    private record Card(String merchantAccount, String fingerprint) {
        private static Card of(ReservationRequest request) {
            return new Card(request.merchantAccount(), request.fingerprint());
        }
    }

    /** Decides upon all of them. Whoever hears of a charge's end waits for the same lock, and so one of the two sees the other. */
    Uni<Decided> decide(SqlConnection transaction, List<ReservationRequest> requests) {
        Set<String> charges =
                requests.stream().map(ReservationRequest::chargeId).collect(Collectors.toSet());
        return payments.lock(transaction, charges)
                .chain(() -> reservations.named(transaction, requests))
                .flatMap(named -> rows.find(transaction, keys(requests)).flatMap(found -> {
                    Map<RedemptionKey, RedemptionEntity> known = found.stream()
                            .collect(Collectors.toMap(RedemptionKey::of, row -> row, (one, same) -> one, HashMap::new));
                    return decide(transaction, asked(requests, named, known), known)
                            .map(written -> new Decided(answers(requests, named, known), written));
                }));
    }

    private static List<RedemptionKey> keys(List<ReservationRequest> requests) {
        return requests.stream()
                .map(request -> RedemptionKey.of(request))
                .distinct()
                .toList();
    }

    /** Those that can be redeemed, and that nothing was decided upon; each once. */
    private static List<Asked> asked(
            List<ReservationRequest> requests, List<Named> named, Map<RedemptionKey, RedemptionEntity> known) {
        Map<RedemptionKey, Asked> asked = new HashMap<>();
        List<Asked> inOrder = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            if (named.get(i) instanceof Named.Redeemable(Link link)) {
                Asked each = new Asked(requests.get(i), link);
                if (!known.containsKey(each.key()) && asked.putIfAbsent(each.key(), each) == null) {
                    inOrder.add(each);
                }
            }
        }
        return inOrder;
    }

    private static List<Reservation> answers(
            List<ReservationRequest> requests, List<Named> named, Map<RedemptionKey, RedemptionEntity> known) {
        return IntStream.range(0, requests.size())
                .mapToObj(i -> switch (named.get(i)) {
                    case Named.Mistaken(List<Reason> reasons) -> new Reservation.Refused(reasons);
                    case Named.Redeemable redeemable ->
                        Reservation.of(
                                Objects.requireNonNull(known.get(new Asked(requests.get(i), redeemable.link()).key())));
                })
                .toList();
    }

    private Uni<Written> decide(
            SqlConnection transaction, List<Asked> asked, Map<RedemptionKey, RedemptionEntity> known) {
        if (asked.isEmpty()) {
            return Uni.createFrom().item(Written.NOTHING);
        }
        List<OfferId> offers = asked.stream().map(each -> each.link().offer()).toList();
        Set<String> links = asked.stream().map(each -> each.link().id()).collect(Collectors.toSet());
        Set<String> charges =
                asked.stream().map(each -> each.request().chargeId()).collect(Collectors.toSet());
        // The present periods, which are read anyway, are those of payments that are made now.
        return writing.begin(transaction, offers, links, locked -> Set.of())
                .call(decisions -> payments.known(transaction, charges)
                        .flatMap(heard -> earlier.payingBefore(transaction, paying(decisions, asked))
                                .invoke(before -> new Pass(decisions, heard.keySet(), before, known).over(asked))))
                .flatMap(decisions -> writing.write(transaction, decisions));
    }

    private static List<EarlierPayments.Asked> paying(Decisions decisions, List<Asked> asked) {
        return asked.stream()
                .map(each -> {
                    LockedOffer offer = decisions.offer(each.link().offer());
                    return new EarlierPayments.Asked(each.request().payment(offer.now()), offer.offer());
                })
                .toList();
    }

    /** One walk through what was asked; each request sees what was given to those before it. */
    private final class Pass {
        private final Decisions decisions;
        private final Set<String> heard;
        private final Set<EarlierPayments.Key> before;
        private final Map<RedemptionKey, RedemptionEntity> known;
        private final Map<Card, String> given = new HashMap<>();

        Pass(
                Decisions decisions,
                Set<String> heard,
                Set<EarlierPayments.Key> before,
                Map<RedemptionKey, RedemptionEntity> known) {
            this.decisions = decisions;
            this.heard = heard;
            this.before = before;
            this.known = known;
        }

        private void over(List<Asked> asked) {
            asked.forEach(this::decide);
        }

        private void decide(Asked asked) {
            ReservationRequest request = asked.request();
            LockedOffer offer = decisions.offer(asked.link().offer());
            Counts counts = decisions.counts(offer, asked.link(), offer.period(), isPayingBefore(asked));
            RedemptionState state = ReservationRules.decide(
                    offer.offer(),
                    asked.link().membership(),
                    request,
                    counts,
                    heard.contains(request.chargeId()),
                    offer.now());
            RedemptionEntity row =
                    redemptions.fresh(offer.offer(), asked.link(), request.payment(offer.now()), offer.now());
            row.releaseAt = ReservationRules.releaseAt(request);
            decisions.decide(offer, row, state);
            known.put(asked.key(), row);
            if (state.counts()) {
                given.putIfAbsent(Card.of(request), request.chargeId());
            }
        }

        /** A card that was given a discount a moment ago is no longer a new customer's. */
        private boolean isPayingBefore(Asked asked) {
            String charge = asked.request().chargeId();
            return before.contains(new EarlierPayments.Key(charge, asked.link().offer()))
                    || !given.getOrDefault(Card.of(asked.request()), charge).equals(charge);
        }
    }
}
