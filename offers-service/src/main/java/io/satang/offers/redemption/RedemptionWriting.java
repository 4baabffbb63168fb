package io.satang.offers.redemption;

import io.satang.offers.offer.LockedOffer;
import io.satang.offers.offer.OfferId;
import io.satang.offers.offer.OfferLocks;
import io.satang.offers.offer.OfferMoves;
import io.satang.platform.outbox.OutboxEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The frame of every decision: the locks of its offers and their counts before, what was decided and what others are told of it after. */
@ApplicationScoped
class RedemptionWriting {
    private final OfferLocks offers;
    private final CountStore counts;
    private final RedemptionRows rows;
    private final RedemptionEvents events;
    private final OfferMoves moves;

    RedemptionWriting(
            OfferLocks offers, CountStore counts, RedemptionRows rows, RedemptionEvents events, OfferMoves moves) {
        this.offers = Objects.requireNonNull(offers, "offers");
        this.counts = Objects.requireNonNull(counts, "counts");
        this.rows = Objects.requireNonNull(rows, "rows");
        this.events = Objects.requireNonNull(events, "events");
        this.moves = Objects.requireNonNull(moves, "moves");
    }

    /**
     * Locks offers, and reads what counts against their limits.
     *
     * @param links   by which they are redeemed
     * @param budgets from which periods' budgets, by the offers as they stand under their locks
     */
    Uni<Decisions> begin(
            SqlConnection transaction,
            Collection<OfferId> ids,
            Collection<String> links,
            Function<Map<OfferId, LockedOffer>, Set<BudgetKey>> budgets) {
        return offers.lock(transaction, ids).flatMap(locked -> {
            Set<BudgetKey> keys = Stream.concat(budgets.apply(locked).stream(), present(locked))
                    .collect(Collectors.toSet());
            return counts.counted(transaction, links, keys).map(counted -> new Decisions(locked, counted, events));
        });
    }

    /** Whether an offer is used up follows from the present period, whichever a payment belongs to. */
    private static Stream<BudgetKey> present(Map<OfferId, LockedOffer> locked) {
        return locked.values().stream().map(offer -> new BudgetKey(offer.offer().id(), offer.period()));
    }

    /**
     * Writes what was decided.
     *
     * @return for {@link CommittedRedemptions} once the transaction has ended
     */
    Uni<Written> write(SqlConnection transaction, Decisions decisions) {
        List<RedemptionEntity> decided = decisions.rows();
        if (decided.isEmpty()) {
            return Uni.createFrom().item(Written.NOTHING);
        }
        return rows.write(transaction, decided)
                .chain(() -> counts.change(transaction, decisions.changes()))
                .chain(() -> moves.afterRedemptions(transaction, decisions.used()))
                .map(moved -> Stream.concat(decisions.events().stream(), moved.stream())
                        .toList())
                .call(told -> rows.tell(transaction, told))
                .map((List<OutboxEvent> told) -> new Written(decisions.steps(), told));
    }
}
