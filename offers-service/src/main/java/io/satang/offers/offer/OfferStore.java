package io.satang.offers.offer;

import io.satang.events.RawJson;
import io.satang.hibernate.Sessions;
import io.satang.offers.listing.ListQuery;
import io.satang.offers.listing.ListQuery.Part;
import io.satang.offers.once.OnceStore;
import io.satang.offers.once.Written;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.RequestId;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.paging.ListRoom;
import io.satang.platform.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.hibernate.JDBCException;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where offers are kept. Another account's offer is none. */
@ApplicationScoped
public class OfferStore {
    private static final String OVERLAP = "23P01";
    private static final String LINKS = "SELECT count(*) FROM card_offers WHERE offer_id = ?1";
    private static final String SIZE = "length(row.metadata) + coalesce(length(row.description), 0)";

    private final MerchantStore merchants;
    private final UsageStore usages;
    private final OfferMoves moves;
    private final OnceStore once;
    private final ListRoom room;

    OfferStore(MerchantStore merchants, UsageStore usages, OfferMoves moves, OnceStore once, ListRoom room) {
        this.merchants = Objects.requireNonNull(merchants, "merchants");
        this.usages = Objects.requireNonNull(usages, "usages");
        this.moves = Objects.requireNonNull(moves, "moves");
        this.once = Objects.requireNonNull(once, "once");
        this.room = Objects.requireNonNull(room, "room");
    }

    /** Makes an offer, once for each key. */
    Uni<KeyedAnswer> add(Offer offer, Optional<IdempotencyRequest> request) {
        Optional<String> requestId = RequestId.current();
        return once.tell(
                        offer.accountId(),
                        request,
                        session -> merchants
                                .find(
                                        session,
                                        offer.accountId(),
                                        offer.merchant().id())
                                .flatMap(merchant -> insert(session, offer.at(merchant), requestId)))
                .onFailure(OfferStore::overlaps)
                .transform(overlap -> overlapping());
    }

    private Uni<Written> insert(Mutiny.Session session, Offer offer, Optional<String> requestId) {
        OfferEntity entity = OfferEntity.of(offer);
        return session.persist(entity)
                .chain(session::flush)
                .chain(() -> usages.usage(session, entity, offer.createdAt()))
                .flatMap(usage -> moves.look(session, entity, requestId)
                        .map(told -> new Written(
                                OfferJson.renderBounded(offer, usage, offer.createdAt()),
                                told.stream().toList())));
    }

    /** The offer as its owner sees it. */
    Uni<String> get(String accountId, String offerId, Instant now) {
        return Sessions.read(session ->
                load(session, accountId, offerId, LockModeType.NONE).flatMap(entity -> rendered(session, entity, now)));
    }

    /** The offer as it is. */
    public Uni<RunningOffer> read(Mutiny.Session session, OfferId id) {
        return session.find(OfferEntity.class, id.value()).map(row -> {
            Offer offer = row.offer();
            return new RunningOffer(id, offer.accountId(), offer.livemode(), offer.stage(), offer.terms());
        });
    }

    /** How the account's offer stands; fails with 404 when it has none of this id. */
    public Uni<OfferStatus> status(Mutiny.Session session, String accountId, OfferId offerId, Instant now) {
        return load(session, accountId, offerId.value(), LockModeType.NONE)
                .flatMap(entity -> usages.usage(session, entity, now).map(usage -> status(entity.offer(), usage, now)));
    }

    private static OfferStatus status(Offer offer, Usage usage, Instant now) {
        return new OfferStatus(
                offer.id(), offer.merchant().accountId(), OfferState.of(offer.stage(), offer.terms(), usage, now));
    }

    /** The offers that are asked for by time. */
    Uni<Part<RawJson>> list(OfferFilter filter, Page page, Instant now) {
        return new ListQuery<>(
                        OfferEntity.class,
                        SIZE,
                        filter.conditions().text(),
                        filter.conditions().values())
                .part(page, room)
                .flatMap(part -> Sessions.read(session -> usages.usages(session, part.rows(), now))
                        .map(used -> new Part<>(part.total(), render(part.rows(), used, now))));
    }

    private static List<RawJson> render(List<OfferEntity> rows, Map<String, Usage> used, Instant now) {
        return rows.stream()
                .map(row -> OfferJson.render(row.offer(), Objects.requireNonNull(used.get(row.id)), now))
                .toList();
    }

    /**
     * Changes an offer under its row's lock, which whoever redeems it takes too: what is decided upon how much of it is used up holds.
     *
     * @param change what the offer is to be
     */
    Uni<String> change(String accountId, String offerId, Instant now, BiFunction<Offer, Usage, Offer> change) {
        Optional<String> requestId = RequestId.current();
        return once.tell(session -> load(session, accountId, offerId, LockModeType.PESSIMISTIC_WRITE)
                        .flatMap(entity -> usages.usage(session, entity, now)
                                .flatMap(usage ->
                                        write(session, entity, usage, change.apply(entity.offer(), usage), now))
                                .flatMap(json -> moves.look(session, entity, requestId)
                                        .map(told ->
                                                new Written(json, told.stream().toList())))))
                .onFailure(OfferStore::overlaps)
                .transform(overlap -> overlapping());
    }

    private Uni<String> write(Mutiny.Session session, OfferEntity entity, Usage usage, Offer next, Instant now) {
        return merchants.find(session, next.accountId(), next.merchant().id()).flatMap(merchant -> {
            Offer changed = next.at(merchant);
            String json = OfferJson.renderBounded(changed, usage, now);
            entity.write(changed);
            return session.flush().replaceWith(json);
        });
    }

    /** Deletes an offer that no card was ever linked to. */
    Uni<String> delete(String accountId, String offerId, Instant now) {
        return Sessions.write(session -> load(session, accountId, offerId, LockModeType.PESSIMISTIC_WRITE)
                .flatMap(entity -> usages.usage(session, entity, now)
                        .call(usage -> requireUnlinked(session, offerId))
                        .call(usage -> session.remove(entity))
                        .map(usage -> OfferJson.renderDeleted(entity.offer(), usage, now))));
    }

    private static Uni<Void> requireUnlinked(Mutiny.Session session, String offerId) {
        return session.createNativeQuery(LINKS, Long.class)
                .setParameter(1, offerId)
                .getSingleResult()
                .invoke(links -> {
                    if (links > 0) {
                        throw ApiException.badRequest("an offer that cards were linked to can only be paused");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<String> rendered(Mutiny.Session session, OfferEntity entity, Instant now) {
        return usages.usage(session, entity, now)
                .map(usage -> OfferJson.render(entity.offer(), usage, now).text());
    }

    /** The id of an offer in a path; fails with 404, without repeating what may be the number of a card. */
    public static OfferId id(String text) {
        return OfferId.parse(text).orElseThrow(() -> ApiException.notFound("offer", text));
    }

    private static Uni<OfferEntity> load(Mutiny.Session session, String accountId, String offerId, LockModeType lock) {
        return session.find(OfferEntity.class, offerId, lock).map(entity -> {
            if (entity == null || !entity.accountId.equals(accountId)) {
                throw ApiException.notFound("offer", offerId);
            }
            return entity;
        });
    }

    private static boolean overlaps(Throwable failure) {
        return failure instanceof JDBCException refusal && OVERLAP.equals(refusal.getSQLState());
    }

    private static ApiException overlapping() {
        return ApiException.badRequest("the dates overlap with those of another offer of this name at this merchant");
    }
}
