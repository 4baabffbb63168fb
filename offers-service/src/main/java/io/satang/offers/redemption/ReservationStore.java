package io.satang.offers.redemption;

import io.satang.offers.offer.OfferId;
import io.satang.offers.qualification.Reason;
import io.satang.platform.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What charges name when they ask for a discount, and which reservations nobody has confirmed. */
@ApplicationScoped
class ReservationStore {
    private static final String NAMED = """
        SELECT asked.position, asked.merchant_account = offer.merchant_account AS here, asked.merchant_account = link.account_id AS own,
               offer.benefit = 'discount' AS is_discount, EXISTS (
                   SELECT FROM card_fingerprints AS card
                   WHERE card.card_id = link.card_id AND card.merchant_account = asked.merchant_account
                       AND card.fingerprint = asked.fingerprint) AS is_card, %s
        FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) WITH ORDINALITY
            AS asked (card_offer_id, merchant_account, fingerprint, livemode, position)
        JOIN card_offers AS link ON link.id = asked.card_offer_id AND link.livemode = asked.livemode
        JOIN offers AS offer ON offer.id = link.offer_id
        """.formatted(LinkStore.COLUMNS);

    private static final String OVERDUE = """
        SELECT charge_id, card_offer_id, offer_id FROM redemptions
        WHERE state = 'reserved' AND release_at <= now() ORDER BY release_at LIMIT $1
        """;

    ReservationStore() {}

    /** What a charge has named. */
    sealed interface Named {
        /** An offer that may be asked. */
        record Redeemable(Link link) implements Named {
            public Redeemable {
                Objects.requireNonNull(link, "link");
            }
        }

        /**
         * Something that this charge can never redeem.
         *
         * @param reasons at least one
         */
        record Mistaken(List<Reason> reasons) implements Named {
            public Mistaken {
                reasons = List.copyOf(reasons);
            }
        }
    }

    /** A reservation that is to be released. */
    record Overdue(String chargeId, String cardOfferId, OfferId offer) {}

    /** What each request names, as its merchant may know it: what has nothing to do with that merchant does not exist for it. */
    Uni<List<Named>> named(SqlClient client, List<ReservationRequest> requests) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(Columns.texts(requests, ReservationRequest::cardOfferId))
                .addArrayOfString(Columns.texts(requests, ReservationRequest::merchantAccount))
                .addArrayOfString(Columns.texts(requests, ReservationRequest::fingerprint))
                .addArrayOfBoolean(Columns.booleans(requests, ReservationRequest::livemode));
        return client.preparedQuery(NAMED).execute(parameters).map(rows -> named(requests.size(), rows));
    }

    private static List<Named> named(int requests, RowSet<Row> rows) {
        List<Named> named =
                new ArrayList<>(Collections.nCopies(requests, new Named.Mistaken(List.of(Reason.UNKNOWN_CARD_OFFER))));
        rows.forEach(row -> named.set(row.getInteger("position") - 1, named(row)));
        return List.copyOf(named);
    }

    private static Named named(Row row) {
        boolean here = row.getBoolean("here");
        if (!here && !row.getBoolean("own")) {
            return new Named.Mistaken(List.of(Reason.UNKNOWN_CARD_OFFER));
        }
        List<Reason> mistakes = Stream.of(
                        Optional.of(Reason.OTHER_MERCHANT).filter(reason -> !here),
                        Optional.of(Reason.NOT_A_DISCOUNT).filter(reason -> !row.getBoolean("is_discount")),
                        Optional.of(Reason.OTHER_CARD).filter(reason -> here && !row.getBoolean("is_card")))
                .flatMap(Optional::stream)
                .toList();
        return mistakes.isEmpty() ? new Named.Redeemable(LinkStore.read(row)) : new Named.Mistaken(mistakes);
    }

    /** Some of the reservations that are to be released by now, those that have waited longest. */
    Uni<List<Overdue>> overdue(SqlClient client, int limit) {
        return client.preparedQuery(OVERDUE)
                .execute(Tuple.of(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Overdue(
                                row.getString("charge_id"),
                                row.getString("card_offer_id"),
                                new OfferId(row.getString("offer_id"))))
                        .toList());
    }
}
