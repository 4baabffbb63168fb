package io.satang.offers.redemption;

import io.satang.offers.offer.Budget;
import io.satang.offers.offer.OfferId;
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

    private static final String SPENT = """
        SELECT CAST(coalesce(sum(spent), 0) AS bigint) FROM offer_budgets WHERE offer_id = ?1 AND period_start = ?2
        """;

    private static final String PAID_BEFORE = """
        SELECT count(*) FROM payments
        WHERE merchant_account = ?1 AND fingerprint = ?2 AND charge_id <> ?3 AND progress <> 'gone' AND paid_at BETWEEN ?4 AND ?5
        """;

    private static final String COUNT = """
        UPDATE offers SET reserved = reserved + ?2, released = released + ?3
        WHERE id = ?1 AND (total IS NULL OR reserved + ?2 - released - ?3 <= total)
        """;

    private static final String USE = """
        UPDATE card_offers SET uses = uses + ?2 WHERE id = ?1 AND (CAST(?2 AS bigint) <= 0 OR uses + ?2 <= ?3)
        """;

    private static final String SPEND = """
        UPDATE offer_budgets SET spent = spent + ?3
        WHERE offer_id = ?1 AND period_start = ?2 AND (CAST(?3 AS bigint) <= 0 OR budget IS NULL OR spent + ?3 <= budget)
        """;

    CountStore() {}

    /**
     * What counts against the limits for this payment.
     *
     * @param uses how often the card has redeemed the offer
     */
    Uni<Counts> counts(Mutiny.Session session, RunningOffer offer, KnownPayment payment, long uses) {
        LocalDate period = offer.terms().budgetPeriod(payment.facts().payment().at());
        return session.createNativeQuery(SPENT, Long.class)
                .setParameter(1, offer.id().value())
                .setParameter(2, period)
                .getSingleResult()
                .flatMap(spent -> paidBefore(session, offer, payment)
                        .map(before -> new Counts(
                                uses,
                                offer.redeemed(),
                                new Money(spent, offer.terms().currency()),
                                before)));
    }

    private static Uni<Boolean> paidBefore(Mutiny.Session session, RunningOffer offer, KnownPayment payment) {
        if (offer.terms().newCustomerDays().isEmpty()) {
            return Uni.createFrom().item(false);
        }
        Instant at = payment.facts().payment().at();
        Instant from = at.minus(Duration.ofDays(offer.terms().newCustomerDays().getAsInt()));
        return session.createNativeQuery(PAID_BEFORE, Long.class)
                .setParameter(1, payment.merchantAccount())
                .setParameter(2, payment.fingerprint())
                .setParameter(3, payment.chargeId())
                .setParameter(4, from.atOffset(ZoneOffset.UTC))
                .setParameter(5, at.atOffset(ZoneOffset.UTC))
                .getSingleResult()
                .map(payments -> payments > 0);
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
     * @throws LimitException when one would go above its limit
     */
    Uni<Void> change(Mutiny.Session session, RunningOffer offer, String cardOfferId, LocalDate period, Change change) {
        return openBudget(session, offer, period)
                .chain(() -> session.createNativeQuery(COUNT)
                        .setParameter(1, offer.id().value())
                        .setParameter(2, change.reserved())
                        .setParameter(3, change.released())
                        .executeUpdate())
                .invoke(CountStore::requireOne)
                .chain(() -> session.createNativeQuery(USE)
                        .setParameter(1, cardOfferId)
                        .setParameter(2, change.uses())
                        .setParameter(3, offer.terms().limits().perCard().orElse(Long.MAX_VALUE))
                        .executeUpdate())
                .invoke(CountStore::requireOne)
                .chain(() -> spend(session, offer.id(), period, change.spent()))
                .invoke(CountStore::requireOne)
                .replaceWithVoid();
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

    private static Uni<Integer> spend(Mutiny.Session session, OfferId offer, LocalDate period, long spent) {
        return session.createNativeQuery(SPEND)
                .setParameter(1, offer.value())
                .setParameter(2, period)
                .setParameter(3, spent)
                .executeUpdate();
    }

    private static void requireOne(int rows) {
        if (rows != 1) {
            throw new LimitException();
        }
    }

    /** A count would have gone above its limit, although the row's lock was held: the whole transaction is given up. */
    static final class LimitException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LimitException() {
            super("a count of the offer would go above its limit");
        }
    }
}
