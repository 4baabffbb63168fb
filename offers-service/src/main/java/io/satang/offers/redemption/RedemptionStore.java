package io.satang.offers.redemption;

import io.satang.hibernate.Sessions;
import io.satang.offers.listing.ListQuery;
import io.satang.offers.offer.RunningOffer;
import io.satang.platform.id.Ids;
import io.satang.platform.paging.ListRoom;
import io.satang.platform.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where it is read what payments have earned. What is decided is written by {@link RedemptionRows}. */
@ApplicationScoped
class RedemptionStore {
    private static final String FIND = "from RedemptionEntity row where row.chargeId = ?1 and row.cardOfferId = ?2";

    private final ListRoom room;
    private final Ids ids;

    RedemptionStore(ListRoom room, Ids ids) {
        this.room = Objects.requireNonNull(room, "room");
        this.ids = Objects.requireNonNull(ids, "ids");
    }

    /** What the payment has redeemed by this link, if anything was decided. */
    Uni<Optional<RedemptionEntity>> find(Mutiny.Session session, String chargeId, String cardOfferId) {
        return session.createSelectionQuery(FIND, RedemptionEntity.class)
                .setParameter(1, chargeId)
                .setParameter(2, cardOfferId)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    /** A redemption of which nothing is decided; {@link Decisions#decide} makes it one. */
    RedemptionEntity fresh(RunningOffer offer, Link link, KnownPayment payment, Instant now) {
        RedemptionEntity row = new RedemptionEntity();
        row.id = RedemptionId.next(ids, offer.livemode()).value();
        row.accountId = offer.accountId();
        row.livemode = offer.livemode();
        row.offerId = offer.id().value();
        row.cardId = link.cardId();
        row.cardOfferId = link.id();
        row.chargeId = payment.chargeId();
        row.currency = offer.terms().currency().name();
        row.periodStart = offer.terms().budgetPeriod(payment.facts().payment().at());
        row.createdAt = now;
        return row;
    }

    /** A part of the redemptions that are asked for. */
    Uni<ListQuery.Part<RedemptionEntity>> list(RedemptionFilter filter, Page page) {
        return new ListQuery<>(
                        RedemptionEntity.class,
                        "length(row.reasons)",
                        filter.conditions().text(),
                        filter.conditions().values())
                .part(page, room);
    }

    /** The account's redemption of this id, if it has one. */
    Uni<Optional<RedemptionEntity>> get(String accountId, RedemptionId id) {
        return Sessions.read(session -> session.find(RedemptionEntity.class, id.value()))
                .map(row -> Optional.ofNullable(row).filter(found -> found.accountId.equals(accountId)));
    }
}
