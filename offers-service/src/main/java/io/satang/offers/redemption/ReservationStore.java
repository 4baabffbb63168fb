package io.satang.offers.redemption;

import io.satang.offers.offer.OfferId;
import io.satang.offers.qualification.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** What charges name when they ask for a discount, and which reservations nobody has confirmed. */
@ApplicationScoped
class ReservationStore {
    private static final String NAMED = """
        SELECT link.offer_id, link.account_id, offer.merchant_account, offer.benefit, EXISTS (
            SELECT FROM card_fingerprints AS card
            WHERE card.card_id = link.card_id AND card.merchant_account = ?2 AND card.fingerprint = ?3)
        FROM card_offers AS link JOIN offers AS offer ON offer.id = link.offer_id
        WHERE link.id = ?1 AND link.livemode = ?4
        """;

    private static final String OVERDUE = """
        SELECT charge_id, card_offer_id, offer_id FROM redemptions
        WHERE state = 'reserved' AND release_at <= ?1 ORDER BY release_at LIMIT ?2
        """;

    ReservationStore() {}

    /** What a charge has named. */
    sealed interface Named {
        /** An offer that may be asked. */
        record Redeemable(OfferId offer) implements Named {
            public Redeemable {
                Objects.requireNonNull(offer, "offer");
            }
        }

        /**
         * Something that this charge can never redeem.
         *
         * @param reasons at least one
         */
        record Mistaken(List<Reason> reasons) implements Named {
            public Mistaken {
                reasons = List.copyOf(reasons);
            }
        }
    }

    /** A reservation that is to be released. */
    record Overdue(String chargeId, String cardOfferId, OfferId offer) {}

    /** What the request names, as its merchant may know it: what has nothing to do with that merchant does not exist for it. */
    Uni<Named> named(Mutiny.Session session, ReservationRequest request) {
        return session.createNativeQuery(NAMED, Object[].class)
                .setParameter(1, request.cardOfferId())
                .setParameter(2, request.merchantAccount())
                .setParameter(3, request.fingerprint())
                .setParameter(4, request.livemode())
                .getResultList()
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> named(request.merchantAccount(), row))
                        .orElseGet(() -> new Named.Mistaken(List.of(Reason.UNKNOWN_CARD_OFFER))));
    }

    private static Named named(String merchantAccount, Object[] row) {
        boolean here = merchantAccount.equals(row[2]);
        if (!here && !merchantAccount.equals(row[1])) {
            return new Named.Mistaken(List.of(Reason.UNKNOWN_CARD_OFFER));
        }
        List<Reason> mistakes = Stream.of(
                        Optional.of(Reason.OTHER_MERCHANT).filter(reason -> !here),
                        Optional.of(Reason.NOT_A_DISCOUNT).filter(reason -> !row[3].equals("discount")),
                        Optional.of(Reason.OTHER_CARD).filter(reason -> here && !((Boolean) row[4])))
                .flatMap(Optional::stream)
                .toList();
        return mistakes.isEmpty() ? new Named.Redeemable(new OfferId((String) row[0])) : new Named.Mistaken(mistakes);
    }

    /** Some of the reservations that are to be released by now, those that have waited longest. */
    Uni<List<Overdue>> overdue(Mutiny.Session session, Instant now, int limit) {
        return session.createNativeQuery(OVERDUE, Object[].class)
                .setParameter(1, now.atOffset(ZoneOffset.UTC))
                .setParameter(2, limit)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Overdue((String) row[0], (String) row[1], new OfferId((String) row[2])))
                        .toList());
    }
}
