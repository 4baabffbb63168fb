package io.satang.offers.redemption;

import io.satang.hibernate.OutboxRows;
import io.satang.hibernate.Sessions;
import io.satang.offers.listing.ListQuery;
import io.satang.offers.offer.OfferId;
import io.satang.offers.offer.RunningOffer;
import io.satang.offers.qualification.Membership;
import io.satang.platform.id.Ids;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.paging.ListRoom;
import io.satang.platform.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where it is kept what payments have earned. */
@ApplicationScoped
class RedemptionStore {
    // One order for everybody who locks several offers. A discount was asked for before the payment, or is not given.
    private static final String CANDIDATES = """
        SELECT payment.charge_id, link.id, link.offer_id,
               EXISTS (SELECT FROM redemptions WHERE charge_id = payment.charge_id AND card_offer_id = link.id),
               EXISTS (SELECT FROM refunds WHERE charge_id = payment.charge_id)
        FROM payments AS payment
        JOIN card_fingerprints AS card
            ON card.merchant_account = payment.merchant_account AND card.fingerprint = payment.fingerprint
        JOIN card_offers AS link ON link.card_id = card.card_id
        JOIN offers AS offer
            ON offer.id = link.offer_id AND offer.merchant_account = payment.merchant_account
        WHERE payment.charge_id = ANY (string_to_array(?1, ','))
            AND (offer.benefit = 'cashback' OR EXISTS (
                SELECT FROM redemptions AS asked WHERE asked.charge_id = payment.charge_id AND asked.card_offer_id = link.id))
        ORDER BY link.offer_id, payment.paid_at, payment.charge_id, link.id
        """;

    private static final String LINK = """
        select row.cardId, row.linkedAt, row.unlinkedAt, row.uses from CardOfferEntity row where row.id = ?1
        """;

    private static final String FIND = "from RedemptionEntity row where row.chargeId = ?1 and row.cardOfferId = ?2";

    private final ListRoom room;
    private final Ids ids;

    RedemptionStore(ListRoom room, Ids ids) {
        this.room = Objects.requireNonNull(room, "room");
        this.ids = Objects.requireNonNull(ids, "ids");
    }

    /**
     * A payment with a card that is, or was, linked to an offer at its merchant.
     *
     * @param decided  whether something was decided upon it before
     * @param refunded whether something of it was given back
     */
    record Candidate(String chargeId, String cardOfferId, OfferId offer, boolean decided, boolean refunded) {}

    /**
     * The link of a card and an offer.
     *
     * @param uses how often the card has redeemed the offer
     */
    record Link(String id, String cardId, Membership membership, long uses) {}

    /** What these payments could redeem. */
    Uni<List<Candidate>> candidates(Mutiny.Session session, List<String> chargeIds) {
        return session.createNativeQuery(CANDIDATES, Object[].class)
                .setParameter(1, String.join(",", chargeIds))
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Candidate(
                                (String) row[0],
                                (String) row[1],
                                new OfferId((String) row[2]),
                                (Boolean) row[3],
                                (Boolean) row[4]))
                        .toList());
    }

    /** The link as it is now. */
    Uni<Link> link(Mutiny.Session session, String cardOfferId) {
        return session.createSelectionQuery(LINK, Object[].class)
                .setParameter(1, cardOfferId)
                .getSingleResult()
                .map(row -> new Link(
                        cardOfferId,
                        (String) row[0],
                        new Membership((Instant) row[1], Optional.ofNullable((Instant) row[2])),
                        (Long) row[3]));
    }

    /** What the payment has redeemed by this link, if anything was decided. */
    Uni<Optional<RedemptionEntity>> find(Mutiny.Session session, String chargeId, String cardOfferId) {
        return session.createSelectionQuery(FIND, RedemptionEntity.class)
                .setParameter(1, chargeId)
                .setParameter(2, cardOfferId)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    /** A redemption of which nothing is decided; {@link #write} makes it one. */
    RedemptionEntity fresh(RunningOffer offer, Link link, PaymentStore.KnownPayment payment, Instant now) {
        RedemptionEntity row = new RedemptionEntity();
        row.id = RedemptionId.next(ids, offer.livemode()).value();
        row.accountId = offer.accountId();
        row.livemode = offer.livemode();
        row.offerId = offer.id().value();
        row.cardId = link.cardId();
        row.cardOfferId = link.id();
        row.chargeId = payment.chargeId();
        row.currency = offer.terms().currency().name();
        row.periodStart = offer.terms().budgetPeriod(payment.facts().payment().at());
        row.createdAt = now;
        return row;
    }

    /** Writes what was decided, and what others are told of it. The row is the session's no longer then. */
    Uni<Void> write(Mutiny.Session session, RedemptionEntity row, Optional<OutboxEvent> event) {
        Uni<Void> flushed = row.version == 1 ? session.persist(row).chain(session::flush) : session.flush();
        Uni<Void> written = flushed.invoke(() -> session.detach(row));
        return event.isPresent() ? written.chain(() -> OutboxRows.add(session, event.get())) : written;
    }

    /** A part of the redemptions that are asked for. */
    Uni<ListQuery.Part<RedemptionEntity>> list(RedemptionFilter filter, Page page) {
        return new ListQuery<>(
                        RedemptionEntity.class,
                        "length(row.reasons)",
                        filter.conditions().text(),
                        filter.conditions().values())
                .part(page, room);
    }

    /** The account's redemption of this id, if it has one. */
    Uni<Optional<RedemptionEntity>> get(String accountId, RedemptionId id) {
        return Sessions.read(session -> session.find(RedemptionEntity.class, id.value()))
                .map(row -> Optional.ofNullable(row).filter(found -> found.accountId.equals(accountId)));
    }
}
