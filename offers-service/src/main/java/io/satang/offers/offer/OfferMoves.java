package io.satang.offers.offer;

import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.OfferMoved;
import io.satang.events.RawJson;
import io.satang.hibernate.OutboxRows;
import io.satang.platform.account.AccountDirectory;
import io.satang.platform.id.Ids;
import io.satang.platform.money.Money;
import io.satang.platform.outbox.OutboxEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells how offers move. The row says how its offer stood when somebody looked last; who finds it otherwise, under the row's lock, writes so
 * and tells it in the same transaction. So each move is told once, whoever comes upon it: the owner, a redemption, or the sweep.
 */
@ApplicationScoped
public class OfferMoves {
    private final UsageStore usages;
    private final AccountDirectory accounts;
    private final Ids ids;

    OfferMoves(UsageStore usages, AccountDirectory accounts, Ids ids) {
        this.usages = Objects.requireNonNull(usages, "usages");
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.ids = Objects.requireNonNull(ids, "ids");
    }

    /**
     * Writes and tells whether a redemption has used the offer up, or has freed it.
     *
     * @param id       an offer whose row this transaction has locked
     * @param redeemed how often it was redeemed, this time included
     */
    public Uni<Optional<OutboxEvent>> afterRedemption(Mutiny.Session session, OfferId id, long redeemed, Instant now) {
        return session.find(OfferEntity.class, id.value()).flatMap(entity -> {
            Terms terms = entity.offer().terms();
            return spent(session, entity, terms, now)
                    .map(spent -> new Usage(redeemed, spent))
                    // Most redemptions neither use an offer up nor free it.
                    .flatMap(used -> used.isExhausted(terms) == (entity.standing() == OfferState.BUDGET_EXHAUSTED)
                            ? Uni.createFrom().item(Optional.empty())
                            : look(session, entity, used, now, Optional.empty()));
        });
    }

    // Without a budget nobody has to be asked.
    private Uni<Money> spent(Mutiny.Session session, OfferEntity entity, Terms terms, Instant now) {
        return terms.limits().budget().isEmpty()
                ? Uni.createFrom().item(Money.zero(terms.currency()))
                : usages.usage(session, entity, now).map(Usage::spent);
    }

    /** The same as {@link #look(Mutiny.Session, OfferEntity, Usage, Instant, Optional)}, of a row that was read a moment ago. */
    Uni<Optional<OutboxEvent>> look(Mutiny.Session session, OfferEntity entity, Instant now) {
        return usages.usage(session, entity, now).flatMap(used -> look(session, entity, used, now, Optional.empty()));
    }

    /**
     * Writes how the offer stands now, and tells it when that is another state than before.
     *
     * @param entity    its row, which this transaction has locked
     * @param used      how much of it is used up
     * @param requestId the request that has moved it, if one has
     * @return what was told; once it is committed the relay may have it
     */
    Uni<Optional<OutboxEvent>> look(
            Mutiny.Session session, OfferEntity entity, Usage used, Instant now, Optional<String> requestId) {
        Offer offer = entity.offer();
        OfferState before = entity.standing();
        OfferState after = OfferState.of(offer.stage(), offer.terms(), used, now);
        Optional<EventType> type = before == after ? Optional.empty() : type(after);
        entity.stands(after, MoveRules.next(after, offer.terms(), used, now), type.isPresent());
        Optional<OutboxEvent> event = type.map(moved -> OutboxEvent.of(
                envelope(moved, entity, now, requestId), payload(entity, after, OfferJson.render(offer, used, now))));
        return session.flush()
                .chain(() -> event.map(told -> OutboxRows.add(session, told))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .replaceWith(event);
    }

    private OfferMoved payload(OfferEntity entity, OfferState state, RawJson object) {
        return new OfferMoved(
                entity.id, state.wireName(), accounts.version(entity.accountId).orElse(0), object);
    }

    /** What its owner did to it, the owner knows. */
    private static Optional<EventType> type(OfferState state) {
        return switch (state) {
            case DRAFT, UPCOMING, PAUSED -> Optional.empty();
            case LIVE -> Optional.of(EventType.OFFER_LIVE);
            case EXPIRED -> Optional.of(EventType.OFFER_EXPIRED);
            case BUDGET_EXHAUSTED -> Optional.of(EventType.OFFER_BUDGET_EXHAUSTED);
        };
    }

    private EventEnvelope envelope(EventType type, OfferEntity entity, Instant now, Optional<String> requestId) {
        return new EventEnvelope(
                ids.nextBody(), type, entity.id, entity.told, entity.accountId, entity.livemode, now, requestId);
    }
}
