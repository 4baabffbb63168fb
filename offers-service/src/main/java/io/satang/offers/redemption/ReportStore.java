package io.satang.offers.redemption;

import io.satang.offers.offer.OfferStatus;
import io.satang.offers.offer.OfferStore;
import io.satang.offers.offer.RunningOffer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Adds up what has become of an offer. */
@ApplicationScoped
class ReportStore {
    private static final String LINKS = "SELECT count(*) FROM card_offers WHERE offer_id = ?1 AND unlinked_at IS NULL";

    private static final String SUMS = """
        SELECT count(*) FILTER (WHERE redemption.state = 'rejected'),
               count(*) FILTER (WHERE redemption.state <> 'rejected'),
               count(*) FILTER (WHERE redemption.state IN ('reserved', 'pending')),
               count(*) FILTER (WHERE redemption.state IN ('confirmed', 'clawed_back')),
               count(*) FILTER (WHERE redemption.state = 'released'),
               CAST(coalesce(sum(payment.taken_amount) FILTER (WHERE redemption.state IN ('confirmed', 'clawed_back')), 0) AS bigint),
               CAST(coalesce(sum(redemption.reward), 0) AS bigint),
               CAST(coalesce(sum(redemption.clawed_back), 0) AS bigint),
               CAST(coalesce(sum(redemption.reward - redemption.clawed_back) FILTER (WHERE redemption.payable_at <= ?2), 0) AS bigint)
        FROM redemptions AS redemption LEFT JOIN payments AS payment ON payment.charge_id = redemption.charge_id
        WHERE redemption.offer_id = ?1
        """;

    private static final String SPENT = """
        SELECT CAST(coalesce(sum(spent), 0) AS bigint) FROM offer_budgets WHERE offer_id = ?1 AND period_start = ?2
        """;

    private final OfferStore offers;

    ReportStore(OfferStore offers) {
        this.offers = Objects.requireNonNull(offers, "offers");
    }

    private record RedemptionsView(long rejected, long reserved, long pending, long redeemed, long released) {}

    private record BudgetView(long limit, String period, long spent, long left) {}

    private record ReportView(
            String object,
            String offer,
            String state,
            String currency,
            long linkedCards,
            RedemptionsView redemptions,
            long spend,
            long reward,
            long clawedBack,
            long payable,
            Optional<BudgetView> budget) {}

    /** The report of an offer that stands so. */
    Uni<String> report(Mutiny.Session session, OfferStatus status, Instant now) {
        return offers.read(session, status.id())
                .flatMap(offer -> spent(session, offer, now)
                        .flatMap(spent -> linkedCards(session, offer)
                                .flatMap(links -> sums(session, offer, now)
                                        .map(sums -> view(status, offer, spent, links, sums)))))
                .map(ApiJson::write);
    }

    private static ReportView view(OfferStatus status, RunningOffer offer, long spent, long links, Object[] sums) {
        return new ReportView(
                "offer_report",
                offer.id().value(),
                status.state().wireName(),
                offer.terms().currency().name(),
                links,
                new RedemptionsView((Long) sums[0], (Long) sums[1], (Long) sums[2], (Long) sums[3], (Long) sums[4]),
                (Long) sums[5],
                (Long) sums[6],
                (Long) sums[7],
                (Long) sums[8],
                offer.terms().limits().budget().map(budget -> {
                    Money limit = budget.limit();
                    long left = Math.max(0, limit.subunits() - spent);
                    return new BudgetView(limit.subunits(), budget.period().wireName(), spent, left);
                }));
    }

    private static Uni<Object[]> sums(Mutiny.Session session, RunningOffer offer, Instant now) {
        return session.createNativeQuery(SUMS, Object[].class)
                .setParameter(1, offer.id().value())
                .setParameter(2, now.atOffset(ZoneOffset.UTC))
                .getSingleResult();
    }

    private static Uni<Long> linkedCards(Mutiny.Session session, RunningOffer offer) {
        return session.createNativeQuery(LINKS, Long.class)
                .setParameter(1, offer.id().value())
                .getSingleResult();
    }

    private static Uni<Long> spent(Mutiny.Session session, RunningOffer offer, Instant now) {
        LocalDate period = offer.terms().budgetPeriod(now);
        return session.createNativeQuery(SPENT, Long.class)
                .setParameter(1, offer.id().value())
                .setParameter(2, period)
                .getSingleResult();
    }
}
