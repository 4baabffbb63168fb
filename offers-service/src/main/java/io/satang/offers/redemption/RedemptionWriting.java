package io.satang.offers.redemption;

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
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes what was decided of a redemption, what it changes of the counts, and what others are told of it, under the offer's lock. */
@ApplicationScoped
class RedemptionWriting {
    private final RedemptionStore redemptions;
    private final CountStore counts;
    private final RedemptionEvents events;

    RedemptionWriting(RedemptionStore redemptions, CountStore counts, RedemptionEvents events) {
        this.redemptions = Objects.requireNonNull(redemptions, "redemptions");
        this.counts = Objects.requireNonNull(counts, "counts");
        this.events = Objects.requireNonNull(events, "events");
    }

    /**
     * Writes the next state.
     *
     * @param row as it was read, or {@link RedemptionStore#fresh}
     * @return what others are told, to be handed to the relay once the transaction has ended
     */
    Uni<Optional<OutboxEvent>> write(
            Mutiny.Session session, RunningOffer offer, RedemptionEntity row, RedemptionState next, Instant now) {
        Optional<RedemptionState> before = row.version == 0 ? Optional.empty() : Optional.of(row.state());
        row.write(next);
        Optional<OutboxEvent> event = events.of(before, row, now);
        Money nothing = Money.zero(offer.terms().currency());
        return redemptions
                .write(session, row, event)
                .chain(() -> next instanceof Rejected
                        ? Uni.createFrom().voidItem()
                        : counts.change(
                                session, offer, row.cardOfferId, row.periodStart, change(before, next, nothing)))
                .replaceWith(event);
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
