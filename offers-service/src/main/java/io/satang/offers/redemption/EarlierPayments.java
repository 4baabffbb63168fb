package io.satang.offers.redemption;

import io.satang.offers.offer.OfferId;
import io.satang.offers.offer.RunningOffer;
import io.satang.platform.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Who has paid at a merchant before, which offers for new customers ask. */
@ApplicationScoped
class EarlierPayments {
    private static final String ASKED = """
        SELECT asked.charge_id, asked.offer_id
        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
            AS asked (charge_id, offer_id, merchant_account, fingerprint, since, until)
        """;

    // Of payments in the same second one comes first, whoever asks.
    private static final String PAID = """
        EXISTS (
            SELECT FROM payments AS earlier
            WHERE earlier.merchant_account = asked.merchant_account AND earlier.fingerprint = asked.fingerprint
                AND earlier.charge_id <> asked.charge_id AND earlier.progress <> 'gone'
                AND earlier.paid_at >= asked.since AND (earlier.paid_at, earlier.charge_id) < (asked.until, asked.charge_id))
        """;

    // A later payment may have been heard of first, and was a new customer's then. One that is gone has earned nothing.
    private static final String GIVEN = """
        EXISTS (
            SELECT FROM payments AS other
            JOIN redemptions AS given ON given.charge_id = other.charge_id AND given.offer_id = asked.offer_id
                AND given.state IN ('pending', 'confirmed', 'clawed_back')
            WHERE other.merchant_account = asked.merchant_account AND other.fingerprint = asked.fingerprint
                AND other.charge_id <> asked.charge_id AND other.progress <> 'gone'
                AND other.paid_at BETWEEN asked.since AND asked.until + (asked.until - asked.since))
        """;

    // Whoever has a discount set aside is about to pay, which nobody has told of yet.
    private static final String PAYING = """
        EXISTS (
            SELECT FROM card_fingerprints AS card
            JOIN redemptions AS other ON other.card_id = card.card_id AND other.state = 'reserved'
            JOIN offers AS offer ON offer.id = other.offer_id AND offer.merchant_account = asked.merchant_account
            WHERE card.merchant_account = asked.merchant_account AND card.fingerprint = asked.fingerprint
                AND other.charge_id <> asked.charge_id)
        """;

    private static final String PAID_BEFORE = ASKED + "WHERE " + PAID + " OR " + GIVEN;
    private static final String PAYING_BEFORE = ASKED + "WHERE " + PAID + " OR " + PAYING;

    // Payments show whole seconds, and are taken to be at the end of theirs.
    private static final Duration SECOND = Duration.ofSeconds(1);

    EarlierPayments() {}

    /** A payment that an offer for new customers is asked about. */
    record Asked(KnownPayment payment, RunningOffer offer) {
        Asked {
            Objects.requireNonNull(payment, "payment");
            Objects.requireNonNull(offer, "offer");
        }

        private Instant madeAt() {
            return payment.facts().payment().at();
        }

        private Instant since() {
            return madeAt().minus(
                            Duration.ofDays(offer.terms().newCustomerDays().orElse(0)));
        }

        private boolean matters() {
            return offer.terms().newCustomerDays().isPresent();
        }

        Key key() {
            return new Key(payment.chargeId(), offer.id());
        }
    }

    /** What one was asked about. */
    record Key(String chargeId, OfferId offer) {}

    /** Those whose cards have paid at the merchant within the time that the offer asks about, or were given its reward for a later payment. */
    Uni<Set<Key>> paidBefore(SqlClient client, List<Asked> asked) {
        return find(client, PAID_BEFORE, asked, Duration.ZERO);
    }

    /** The same of payments that are only about to be made. */
    Uni<Set<Key>> payingBefore(SqlClient client, List<Asked> asked) {
        return find(client, PAYING_BEFORE, asked, SECOND);
    }

    private static Uni<Set<Key>> find(SqlClient client, String query, List<Asked> all, Duration later) {
        List<Asked> asked = all.stream().filter(Asked::matters).toList();
        if (asked.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(Columns.texts(asked, each -> each.payment().chargeId()))
                .addArrayOfString(Columns.texts(asked, each -> each.offer().id().value()))
                .addArrayOfString(Columns.texts(asked, each -> each.payment().merchantAccount()))
                .addArrayOfString(Columns.texts(asked, each -> each.payment().fingerprint()))
                .addArrayOfOffsetDateTime(Columns.times(asked, Asked::since))
                .addArrayOfOffsetDateTime(
                        Columns.times(asked, each -> each.madeAt().plus(later)));
        return client.preparedQuery(query)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Key(row.getString("charge_id"), new OfferId(row.getString("offer_id"))))
                        .collect(Collectors.toSet()));
    }
}
