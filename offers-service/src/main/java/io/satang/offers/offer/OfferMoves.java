package io.satang.offers.offer;

import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.OfferMoved;
import io.satang.events.RawJson;
import io.satang.hibernate.OutboxRows;
import io.satang.platform.account.AccountDirectory;
import io.satang.platform.database.Columns;
import io.satang.platform.id.Ids;
import io.satang.platform.outbox.OutboxEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tells how offers move. The row says how its offer stood when somebody looked last; who finds it otherwise, under the row's lock, writes so
 * and tells it in the same transaction. So each move is told once, whoever comes upon it: the owner, a redemption, or the sweep.
 */
@ApplicationScoped
public class OfferMoves {
    private static final String NOW = "SELECT clock_timestamp()";

    private static final String STANDS = """
        UPDATE offers SET standing = moved.standing, move_at = moved.move_at, told = moved.told
        FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::bigint[]) AS moved (id, standing, move_at, told)
        WHERE offers.id = moved.id
        """;

    private final UsageStore usages;
    private final AccountDirectory accounts;
    private final Ids ids;

    OfferMoves(UsageStore usages, AccountDirectory accounts, Ids ids) {
        this.usages = Objects.requireNonNull(usages, "usages");
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.ids = Objects.requireNonNull(ids, "ids");
    }

    /**
     * Writes whether redemptions have used offers up, or have freed them.
     *
     * @return what is to be told, which the caller writes into the outbox of the same transaction
     */
    public Uni<List<OutboxEvent>> afterRedemptions(SqlConnection transaction, List<UsedOffer> offers) {
        // Most redemptions neither use an offer up nor free it.
        List<UsedOffer> moved = offers.stream().filter(UsedOffer::isOtherwise).toList();
        if (moved.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<OutboxEvent> events =
                moved.stream().flatMap(each -> stands(each).stream()).toList();
        List<OfferEntity> rows = moved.stream().map(each -> each.offer().row()).toList();
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(Columns.texts(rows, row -> row.id))
                .addArrayOfString(Columns.texts(rows, row -> row.standing))
                .addArrayOfOffsetDateTime(Columns.times(rows, row -> row.moveAt))
                .addArrayOfLong(Columns.longs(rows, row -> row.told));
        return transaction.preparedQuery(STANDS).execute(parameters).replaceWith(events);
    }

    private Optional<OutboxEvent> stands(UsedOffer offer) {
        return stands(offer.offer().row(), offer.used(), offer.offer().now(), Optional.empty());
    }

    // Taken under the row's lock, by one clock: so it is later than that of whoever had the lock before.
    private static Uni<Instant> now(Mutiny.Session session) {
        return session.createNativeQuery(NOW, Instant.class).getSingleResult();
    }

    /**
     * Writes how the offer stands now, and tells it when that is another state than before.
     *
     * @param entity    its row, which this transaction has locked
     * @param requestId the request that has moved it, if one has
     * @return what was told; once it is committed the relay may have it
     */
    Uni<Optional<OutboxEvent>> look(Mutiny.Session session, OfferEntity entity, Optional<String> requestId) {
        return now(session)
                .flatMap(now -> usages.usage(session, entity, now).map(used -> stands(entity, used, now, requestId)))
                .call(session::flush)
                .call(event -> event.map(told -> OutboxRows.add(session, told))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Notes in the row how the offer stands now; what there is to tell when that is another state than before. */
    private Optional<OutboxEvent> stands(OfferEntity entity, Usage used, Instant now, Optional<String> requestId) {
        Offer offer = entity.offer();
        OfferState before = entity.standing();
        OfferState after = OfferState.of(offer.stage(), offer.terms(), used, now);
        Optional<EventType> type = before == after ? Optional.empty() : type(after);
        entity.stands(after, MoveRules.next(after, offer.terms(), used, now), type.isPresent());
        return type.map(moved -> OutboxEvent.of(
                envelope(moved, entity, now, requestId), payload(entity, after, OfferJson.render(offer, used, now))));
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
