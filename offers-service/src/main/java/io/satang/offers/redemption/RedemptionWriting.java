package io.satang.offers.redemption;

import io.satang.offers.offer.OfferMoves;
import io.satang.offers.offer.RunningOffer;
import io.satang.offers.redemption.RedemptionState.Rejected;
import io.satang.offers.redemption.RedemptionState.Released;
import io.satang.platform.money.Money;
import io.satang.platform.outbox.OutboxEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes what was decided of a redemption, what it changes of the counts, and what others are told of it, under the offer's lock. */
@ApplicationScoped
class RedemptionWriting {
    private final RedemptionStore redemptions;
    private final CountStore counts;
    private final RedemptionEvents events;
    private final OfferMoves moves;

    RedemptionWriting(RedemptionStore redemptions, CountStore counts, RedemptionEvents events, OfferMoves moves) {
        this.redemptions = Objects.requireNonNull(redemptions, "redemptions");
        this.counts = Objects.requireNonNull(counts, "counts");
        this.events = Objects.requireNonNull(events, "events");
        this.moves = Objects.requireNonNull(moves, "moves");
    }

    /**
     * Writes the next state.
     *
     * @param row as it was read, or {@link RedemptionStore#fresh}
     * @return what was written, for {@link CommittedRedemptions} once the transaction has ended
     */
    Uni<WrittenRedemption> write(
            Mutiny.Session session, RunningOffer offer, RedemptionEntity row, RedemptionState next, Instant now) {
        Optional<RedemptionState> before = row.version == 0 ? Optional.empty() : Optional.of(row.state());
        row.write(next);
        Optional<OutboxEvent> event = events.next(before, row, now);
        CountStore.Change change = change(before, next, Money.zero(offer.terms().currency()));
        return redemptions
                .write(session, row, event)
                .chain(() -> next instanceof Rejected
                        ? Uni.createFrom().item(Optional.<OutboxEvent>empty())
                        : count(session, offer, row, change, now))
                .map(move -> new WrittenRedemption(
                        next,
                        change.spent(),
                        offer.terms().currency(),
                        Stream.concat(event.stream(), move.stream()).toList()));
    }

    /** Changes the counts, and tells when that uses the offer up, or frees it. */
    private Uni<Optional<OutboxEvent>> count(
            Mutiny.Session session, RunningOffer offer, RedemptionEntity row, CountStore.Change change, Instant now) {
        return counts.change(session, offer, row.cardOfferId, row.periodStart, change)
                .flatMap(redeemed -> moves.afterRedemption(session, offer.id(), redeemed, now));
    }

    /** What a step changes of the counts. */
    private static CountStore.Change change(Optional<RedemptionState> before, RedemptionState next, Money nothing) {
        long usesBefore = before.filter(RedemptionState::counts).isPresent() ? 1 : 0;
        long usesAfter = next.counts() ? 1 : 0;
        long costBefore =
                before.map(state -> state.cost(nothing)).orElse(nothing).subunits();
        return new CountStore.Change(
                before.isEmpty() ? 1 : 0,
                next instanceof Released ? 1 : 0,
                usesAfter - usesBefore,
                next.cost(nothing).subunits() - costBefore);
    }
}
