package io.satang.offers.redemption;

import io.satang.offers.offer.Budget;
import io.satang.offers.offer.RunningOffer;
import io.satang.offers.qualification.Counts;
import io.satang.offers.redemption.PaymentStore.KnownPayment;
import io.satang.platform.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The counts that keep an offer within its limits. They are raised by statements that raise nothing above its limit, whoever else is doing the
 * same; the schema's constraints say so once more.
 */
@ApplicationScoped
class CountStore {
    private static final String OPEN_BUDGET = """
        INSERT INTO offer_budgets AS present (offer_id, period_start, budget, spent) VALUES (?1, ?2, nullif(CAST(?3 AS bigint), 0), 0)
        ON CONFLICT (offer_id, period_start) DO UPDATE
            SET budget = CASE WHEN excluded.budget IS NULL THEN NULL ELSE greatest(excluded.budget, present.spent) END
            WHERE present.budget IS DISTINCT FROM excluded.budget
        """;

    private static final String COUNTED = """
        SELECT reserved - released,
               (SELECT CAST(coalesce(sum(spent), 0) AS bigint) FROM offer_budgets WHERE offer_id = ?1 AND period_start = ?2)
        FROM offers WHERE id = ?1
        """;

    private static final String PAID_BEFORE = """
        SELECT count(*) FROM payments
        WHERE merchant_account = ?1 AND fingerprint = ?2 AND charge_id <> ?3 AND progress <> 'gone' AND paid_at BETWEEN ?4 AND ?5
        """;

    // Whoever has a discount set aside is about to pay, which nobody has told of yet.
    private static final String PAYING_BEFORE = PAID_BEFORE + """
        UNION ALL
        SELECT count(*) FROM redemptions
            JOIN card_fingerprints ON card_fingerprints.card_id = redemptions.card_id
            JOIN offers ON offers.id = redemptions.offer_id
        WHERE redemptions.state = 'reserved' AND redemptions.charge_id <> ?3 AND offers.merchant_account = ?1
            AND card_fingerprints.merchant_account = ?1 AND card_fingerprints.fingerprint = ?2
        """;

    // Payments show whole seconds, and are taken to be at the end of theirs.
    private static final Duration SECOND = Duration.ofSeconds(1);

    // Each count is raised, or is not found because it would go above its limit. Where there is no budget, none of them
    // is.
    private static final String CHANGE = """
        WITH paid AS (
            UPDATE offer_budgets SET spent = spent + ?8
            WHERE offer_id = ?1 AND period_start = ?3 AND (CAST(?8 AS bigint) <= 0 OR budget IS NULL OR spent + ?8 <= budget)
            RETURNING offer_id
        ), counted AS (
            UPDATE offers SET reserved = reserved + ?4, released = released + ?5
            WHERE id = ?1 AND (total IS NULL OR reserved + ?4 - released - ?5 <= total) AND EXISTS (SELECT FROM paid)
            RETURNING reserved - released AS redeemed
        ), used AS (
            UPDATE card_offers SET uses = uses + ?6
            WHERE id = ?2 AND (CAST(?6 AS bigint) <= 0 OR uses + ?6 <= ?7) AND EXISTS (SELECT FROM paid)
            RETURNING id
        )
        SELECT counted.redeemed FROM counted, used
        """;

    CountStore() {}

    /**
     * What counts against the limits for this payment.
     *
     * @param uses how often the card has redeemed the offer
     */
    Uni<Counts> counts(Mutiny.Session session, RunningOffer offer, KnownPayment payment, long uses) {
        return counts(session, offer, payment, uses, PAID_BEFORE, madeAt(payment));
    }

    /** The same for a payment that is only about to be made. */
    Uni<Counts> countsToReserve(Mutiny.Session session, RunningOffer offer, KnownPayment payment, long uses) {
        return counts(
                session, offer, payment, uses, PAYING_BEFORE, madeAt(payment).plus(SECOND));
    }

    private static Uni<Counts> counts(
            Mutiny.Session session,
            RunningOffer offer,
            KnownPayment payment,
            long uses,
            String earlier,
            Instant until) {
        return session.createNativeQuery(COUNTED, Object[].class)
                .setParameter(1, offer.id().value())
                .setParameter(2, offer.terms().budgetPeriod(madeAt(payment)))
                .getSingleResult()
                .flatMap(counted -> hasEarlier(session, offer, payment, earlier, until)
                        .map(before -> new Counts(
                                uses,
                                (Long) counted[0],
                                new Money((Long) counted[1], offer.terms().currency()),
                                before)));
    }

    private static Uni<Boolean> hasEarlier(
            Mutiny.Session session, RunningOffer offer, KnownPayment payment, String earlier, Instant until) {
        if (offer.terms().newCustomerDays().isEmpty()) {
            return Uni.createFrom().item(false);
        }
        Instant from = madeAt(payment)
                .minus(Duration.ofDays(offer.terms().newCustomerDays().getAsInt()));
        return session.createNativeQuery(earlier, Long.class)
                .setParameter(1, payment.merchantAccount())
                .setParameter(2, payment.fingerprint())
                .setParameter(3, payment.chargeId())
                .setParameter(4, from.atOffset(ZoneOffset.UTC))
                .setParameter(5, until.atOffset(ZoneOffset.UTC))
                .getResultList()
                .map(found -> found.stream().anyMatch(count -> count > 0));
    }

    private static Instant madeAt(KnownPayment payment) {
        return payment.facts().payment().at();
    }

    /**
     * What a redemption changes of the counts; below zero where it gives something back.
     *
     * @param reserved  redemptions of the offer
     * @param released  those of them that came to nothing
     * @param uses      redemptions by the card
     * @param spent     cost, in subunits
     */
    record Change(long reserved, long released, long uses, long spent) {}

    /**
     * Changes the counts.
     *
     * @return how often the offer is redeemed by now
     * @throws LimitException when one would go above its limit
     */
    Uni<Long> change(Mutiny.Session session, RunningOffer offer, String cardOfferId, LocalDate period, Change change) {
        // The first of a period finds no budget, and the first after its limit was raised finds the former one.
        return raise(session, offer, cardOfferId, period, change)
                .flatMap(redeemed -> redeemed.isPresent()
                        ? Uni.createFrom().item(redeemed)
                        : openBudget(session, offer, period)
                                .chain(() -> raise(session, offer, cardOfferId, period, change)))
                .map(redeemed -> redeemed.orElseThrow(LimitException::new));
    }

    private static Uni<Optional<Long>> raise(
            Mutiny.Session session, RunningOffer offer, String cardOfferId, LocalDate period, Change change) {
        return session.createNativeQuery(CHANGE, Long.class)
                .setParameter(1, offer.id().value())
                .setParameter(2, cardOfferId)
                .setParameter(3, period)
                .setParameter(4, change.reserved())
                .setParameter(5, change.released())
                .setParameter(6, change.uses())
                .setParameter(7, offer.terms().limits().perCard().orElse(Long.MAX_VALUE))
                .setParameter(8, change.spent())
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    private static Uni<Integer> openBudget(Mutiny.Session session, RunningOffer offer, LocalDate period) {
        return session.createNativeQuery(OPEN_BUDGET)
                .setParameter(1, offer.id().value())
                .setParameter(2, period)
                .setParameter(
                        3,
                        offer.terms()
                                .limits()
                                .budget()
                                .map(Budget::limit)
                                .map(Money::subunits)
                                .orElse(0L))
                .executeUpdate();
    }

    /** A count would have gone above its limit, although the row's lock was held: the whole transaction is given up. */
    static final class LimitException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LimitException() {
            super("a count of the offer would go above its limit");
        }
    }
}
