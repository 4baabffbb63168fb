package io.satang.offers.link;

import io.satang.hibernate.OutboxRows;
import io.satang.hibernate.Sessions;
import io.satang.offers.card.CardStore;
import io.satang.offers.listing.ListQuery;
import io.satang.offers.offer.OfferId;
import io.satang.offers.offer.OfferStatus;
import io.satang.offers.offer.OfferStore;
import io.satang.offers.once.OnceStore;
import io.satang.offers.once.Written;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.RequestId;
import io.satang.platform.id.CardId;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.paging.ListRoom;
import io.satang.platform.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Which cards are linked to which offers. A card that was unlinked keeps its row: what it has redeemed counts when it comes back. */
@ApplicationScoped
class CardOfferStore {
    // Discounts are asked for by the database's clock, which may be behind ours: a card that has joined has joined by
    // both.
    private static final String LINK = """
        INSERT INTO card_offers AS present (id, account_id, livemode, card_id, offer_id, linked_at, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, least(?6, clock_timestamp()), ?6)
        ON CONFLICT (card_id, offer_id) DO UPDATE SET linked_at = excluded.linked_at, unlinked_at = NULL, version = present.version + 1
            WHERE present.unlinked_at IS NOT NULL
        """;

    private static final String UNLINK = """
        UPDATE card_offers SET unlinked_at = greatest(linked_at, ?3), version = version + 1
        WHERE card_id = ?1 AND offer_id = ?2 AND unlinked_at IS NULL
        """;

    private final CardStore cards;
    private final OfferStore offers;
    private final CardOfferEvents events;
    private final OnceStore once;
    private final ListRoom room;
    private final Ids ids;

    CardOfferStore(CardStore cards, OfferStore offers, CardOfferEvents events, OnceStore once, ListRoom room, Ids ids) {
        this.cards = Objects.requireNonNull(cards, "cards");
        this.offers = Objects.requireNonNull(offers, "offers");
        this.events = Objects.requireNonNull(events, "events");
        this.once = Objects.requireNonNull(once, "once");
        this.room = Objects.requireNonNull(room, "room");
        this.ids = Objects.requireNonNull(ids, "ids");
    }

    /** Links the account's card to its offer; one that is linked already is answered as it is. */
    Uni<KeyedAnswer> link(
            String accountId,
            boolean livemode,
            CardId card,
            OfferId offer,
            Instant now,
            Optional<IdempotencyRequest> request) {
        Optional<String> requestId = RequestId.current();
        return once.tell(
                accountId,
                request,
                session -> cards.require(session, accountId, card)
                        .chain(() -> offers.status(session, accountId, offer, now))
                        .call(status -> requireOpen(session, card, status))
                        .chain(() -> session.createNativeQuery(LINK)
                                .setParameter(1, ids.next("cdof", livemode))
                                .setParameter(2, accountId)
                                .setParameter(3, livemode)
                                .setParameter(4, card.value())
                                .setParameter(5, offer.value())
                                .setParameter(6, now.atOffset(ZoneOffset.UTC))
                                .executeUpdate())
                        .flatMap(changed -> present(session, card, offer)
                                .flatMap(row -> tell(session, changed, row, now, requestId))));
    }

    private Uni<Written> tell(
            Mutiny.Session session, int changed, CardOfferEntity row, Instant now, Optional<String> requestId) {
        String json = CardOfferJson.render(row).text();
        // What has changed nothing is nothing to tell.
        if (changed == 0) {
            return Uni.createFrom().item(new Written(json, List.of()));
        }
        OutboxEvent event = events.of(row, now, requestId);
        return OutboxRows.add(session, event).replaceWith(new Written(json, List.of(event)));
    }

    private Uni<Void> requireOpen(Mutiny.Session session, CardId card, OfferStatus offer) {
        if (!offer.state().isOpen()) {
            throw ApiException.badRequest(
                    "the offer is " + offer.state().wireName().replace('_', ' ') + " and cannot be joined");
        }
        return cards.isRecognised(session, card, offer.merchantAccount())
                .invoke(recognised -> {
                    if (!recognised) {
                        throw ApiException.badRequest(
                                "the card was registered before the offer's merchant was known, register it again");
                    }
                })
                .replaceWithVoid();
    }

    /** Ends the link; one that has ended already is answered as it is. */
    Uni<String> unlink(String accountId, CardId card, OfferId offer, Instant now) {
        Optional<String> requestId = RequestId.current();
        return once.tell(session -> cards.require(session, accountId, card)
                .chain(() -> session.createNativeQuery(UNLINK)
                        .setParameter(1, card.value())
                        .setParameter(2, offer.value())
                        .setParameter(3, now.atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .flatMap(changed ->
                        present(session, card, offer).flatMap(row -> tell(session, changed, row, now, requestId))));
    }

    /** The link of a card and an offer. */
    Uni<String> get(String accountId, CardId card, OfferId offer) {
        return Sessions.read(session -> cards.require(session, accountId, card)
                .chain(() -> present(session, card, offer))
                .map(row -> CardOfferJson.render(row).text()));
    }

    /**
     * The card's links by time.
     *
     * @param state only those in it
     */
    Uni<ListQuery.Part<CardOfferEntity>> list(String accountId, CardId card, Optional<String> state, Page page) {
        String where = "row.cardId = ?1" + state.map(CardOfferStore::condition).orElse("");
        return Sessions.read(session -> cards.require(session, accountId, card))
                .chain(() -> new ListQuery<>(CardOfferEntity.class, "length(row.id)", where, List.of(card.value()))
                        .part(page, room));
    }

    private static String condition(String state) {
        return switch (state) {
            case "linked" -> " and row.unlinkedAt is null";
            case "unlinked" -> " and row.unlinkedAt is not null";
            default -> throw ApiException.badRequest("state is invalid");
        };
    }

    private static Uni<CardOfferEntity> present(Mutiny.Session session, CardId card, OfferId offer) {
        return session.createSelectionQuery(
                        "from CardOfferEntity row where row.cardId = ?1 and row.offerId = ?2", CardOfferEntity.class)
                .setParameter(1, card.value())
                .setParameter(2, offer.value())
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> ApiException.notFound("card offer", offer.value()));
    }
}
