package io.satang.offers.offer;

import io.satang.platform.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** How much of offers is used up. */
@ApplicationScoped
class UsageStore {
    private static final String SPENT = """
        SELECT offer_id, period_start, spent FROM offer_budgets
        WHERE offer_id IN (?1) AND (period_start >= ?2 OR period_start = DATE '1970-01-01')
        """;

    UsageStore() {}

    /** What these offers cost in the present periods of their budgets, and how often they were redeemed. */
    Uni<Map<String, Usage>> usages(Mutiny.Session session, List<OfferEntity> offers, Instant now) {
        if (offers.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        LocalDate earliest = offers.stream()
                .map(offer -> period(offer, now))
                .filter(LocalDate.EPOCH::isBefore)
                .min(LocalDate::compareTo)
                .orElse(LocalDate.EPOCH);
        return session.createNativeQuery(SPENT, Object[].class)
                .setParameter(1, offers.stream().map(offer -> offer.id).toList())
                .setParameter(2, earliest)
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> row[0] + " " + row[1], row -> ((Number) row[2]).longValue())))
                .map(spent -> offers.stream()
                        .collect(Collectors.toMap(offer -> offer.id, offer -> usage(offer, spent, now))));
    }

    /** The same of one. */
    Uni<Usage> usage(Mutiny.Session session, OfferEntity offer, Instant now) {
        Function<Map<String, Usage>, Usage> only = usages -> usages.getOrDefault(offer.id, usage(offer, Map.of(), now));
        return usages(session, List.of(offer), now).map(only);
    }

    private static Usage usage(OfferEntity offer, Map<String, Long> spent, Instant now) {
        long cost = spent.getOrDefault(offer.id + " " + period(offer, now), 0L);
        return new Usage(
                offer.reserved - offer.released,
                new Money(cost, offer.offer().terms().currency()));
    }

    private static LocalDate period(OfferEntity offer, Instant now) {
        return offer.offer().terms().budgetPeriod(now);
    }
}
