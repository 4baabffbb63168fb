package io.satang.offers.redemption;

import io.satang.offers.offer.OfferId;
import io.satang.offers.qualification.Membership;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** By which links payments redeem offers. */
@ApplicationScoped
class LinkStore {
    /** What {@link #read} needs, of the relation {@code link}. */
    static final String COLUMNS =
            "link.id AS link_id, link.offer_id AS link_offer, link.card_id AS link_card, link.linked_at, link.unlinked_at";

    // A discount was asked for before the payment, or is not given. The earlier payment comes first.
    private static final String CANDIDATES = """
        SELECT payment.charge_id AS paid_charge, %s, %s
        FROM payments AS payment
        JOIN card_fingerprints AS card
            ON card.merchant_account = payment.merchant_account AND card.fingerprint = payment.fingerprint
        JOIN card_offers AS link ON link.card_id = card.card_id
        JOIN offers AS offer
            ON offer.id = link.offer_id AND offer.merchant_account = payment.merchant_account
        LEFT JOIN redemptions AS present ON present.charge_id = payment.charge_id AND present.card_offer_id = link.id
        WHERE payment.charge_id = ANY ($1) AND (offer.benefit = 'cashback' OR present.id IS NOT NULL)
        ORDER BY link.offer_id, payment.paid_at, payment.charge_id, link.id
        """.formatted(COLUMNS, RedemptionRows.COLUMNS);

    LinkStore() {}

    /**
     * What these payments could redeem, in the order in which it is decided upon.
     *
     * @param payments whose locks this transaction has, by the charges' ids: until it ends nobody decides upon them
     */
    Uni<List<Candidate>> candidates(SqlConnection transaction, Map<String, KnownPayment> payments) {
        Tuple parameters = Tuple.tuple().addArrayOfString(payments.keySet().toArray(String[]::new));
        return transaction
                .preparedQuery(CANDIDATES)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> candidate(payments, row))
                        .toList());
    }

    private static Candidate candidate(Map<String, KnownPayment> payments, Row row) {
        KnownPayment payment = Objects.requireNonNull(payments.get(row.getString("paid_charge")));
        return new Candidate(payment, read(row), RedemptionRows.read(row));
    }

    static Link read(Row row) {
        return new Link(
                row.getString("link_id"),
                new OfferId(row.getString("link_offer")),
                row.getString("link_card"),
                new Membership(
                        row.getOffsetDateTime("linked_at").toInstant(),
                        Optional.ofNullable(row.getOffsetDateTime("unlinked_at"))
                                .map(OffsetDateTime::toInstant)));
    }
}
