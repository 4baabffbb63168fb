package io.satang.offers.redemption;

import io.satang.offers.offer.Channel;
import io.satang.offers.qualification.Payment;
import io.satang.offers.redemption.PaymentFacts.Progress;
import io.satang.offers.redemption.PaymentNews.Moved;
import io.satang.offers.redemption.PaymentNews.Refunded;
import io.satang.platform.database.Columns;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What is known of payments with cards that somebody has registered. What is older than what is known changes nothing. */
@ApplicationScoped
class PaymentStore {
    // What is heard of a payment and what is heard of its refunds come by different ways: the later of the two has to
    // see the earlier. All come by them in one order.
    private static final String LOCK = """
        SELECT count(*) FROM (
            SELECT pg_advisory_xact_lock(hashtextextended(id, 0))
            FROM (SELECT DISTINCT id FROM unnest($1::text[]) AS charge (id) ORDER BY id) AS ordered
        ) AS locked
        """;

    private static final String KEEP = """
        INSERT INTO payments AS known (charge_id, merchant_account, fingerprint, amount, currency, paid_at, channel, progress,
                                       taken_amount, taken_at, version)
        SELECT charge_id, merchant_account, fingerprint, amount, currency, paid_at, 'online', progress, taken_amount, taken_at, version
        FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[], $7::text[], $8::bigint[],
                    $9::timestamptz[], $10::bigint[])
            AS heard (charge_id, merchant_account, fingerprint, amount, currency, paid_at, progress, taken_amount, taken_at, version)
        ON CONFLICT (charge_id) DO UPDATE
            SET progress = excluded.progress, taken_amount = excluded.taken_amount, taken_at = excluded.taken_at, version = excluded.version
            WHERE known.version < excluded.version
        """;

    private static final String KEEP_REFUNDS = """
        INSERT INTO refunds (id, charge_id, amount, created_at)
        SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[]) ON CONFLICT (id) DO NOTHING
        """;

    private static final String KNOWN = """
        SELECT charge_id, merchant_account, fingerprint, amount, currency, paid_at, channel, progress, taken_amount, taken_at,
               (SELECT CAST(coalesce(sum(refunds.amount), 0) AS bigint) FROM refunds WHERE refunds.charge_id = payments.charge_id) AS refunded
        FROM payments WHERE charge_id = ANY ($1)
        """;

    PaymentStore() {}

    /** Lets nobody else keep anything of these payments until the transaction has ended. */
    Uni<Void> lock(SqlConnection transaction, Collection<String> chargeIds) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.tuple().addArrayOfString(chargeIds.toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** Keeps what was heard, unless it is known. */
    Uni<Void> keep(SqlConnection transaction, List<PaymentNews> news) {
        List<Refunded> refunds = news.stream()
                .filter(Refunded.class::isInstance)
                .map(Refunded.class::cast)
                .collect(Collectors.toMap(Refunded::refundId, refund -> refund, (first, again) -> first))
                .values()
                .stream()
                .toList();
        return keepMoves(transaction, latest(news))
                .chain(() -> refunds.isEmpty() ? Uni.createFrom().voidItem() : keepRefunds(transaction, refunds));
    }

    /** The latest that was heard of each payment; what is older is not worth a row. */
    private static List<Moved> latest(List<PaymentNews> news) {
        Map<String, Moved> latest = news.stream()
                .filter(Moved.class::isInstance)
                .map(Moved.class::cast)
                .collect(Collectors.toMap(
                        Moved::chargeId,
                        Function.identity(),
                        (one, other) -> one.version() < other.version() ? other : one));
        return List.copyOf(latest.values());
    }

    private static Uni<Void> keepMoves(SqlConnection transaction, List<Moved> moves) {
        if (moves.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(Columns.texts(moves, Moved::chargeId))
                .addArrayOfString(Columns.texts(moves, Moved::merchantAccount))
                .addArrayOfString(Columns.texts(moves, Moved::fingerprint))
                .addArrayOfLong(Columns.longs(moves, moved -> moved.amount().subunits()))
                .addArrayOfString(
                        Columns.texts(moves, moved -> moved.amount().currency().name()))
                .addArrayOfOffsetDateTime(Columns.times(moves, Moved::paidAt))
                .addArrayOfString(Columns.texts(moves, moved -> name(moved.progress())))
                .addArrayOfLong(Columns.longs(
                        moves,
                        moved -> moved.progress() instanceof Progress.Taken(Money amount, Instant at)
                                ? Long.valueOf(amount.subunits())
                                : null))
                .addArrayOfOffsetDateTime(Columns.times(
                        moves,
                        moved -> moved.progress() instanceof Progress.Taken(Money amount, Instant at) ? at : null))
                .addArrayOfLong(Columns.longs(moves, Moved::version));
        return transaction.preparedQuery(KEEP).execute(parameters).replaceWithVoid();
    }

    private static Uni<Void> keepRefunds(SqlConnection transaction, List<Refunded> refunds) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(Columns.texts(refunds, Refunded::refundId))
                .addArrayOfString(Columns.texts(refunds, Refunded::chargeId))
                .addArrayOfLong(Columns.longs(refunds, Refunded::amount))
                .addArrayOfOffsetDateTime(Columns.times(refunds, Refunded::at));
        return transaction.preparedQuery(KEEP_REFUNDS).execute(parameters).replaceWithVoid();
    }

    /** All that is known of these payments, by the charge's id, as far as anything is. */
    Uni<Map<String, KnownPayment>> known(SqlClient client, Collection<String> chargeIds) {
        return client.preparedQuery(KNOWN)
                .execute(Tuple.tuple().addArrayOfString(chargeIds.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PaymentStore::known)
                        .collect(Collectors.toMap(KnownPayment::chargeId, Function.identity())));
    }

    private static KnownPayment known(Row row) {
        Currency currency = Currency.valueOf(row.getString("currency"));
        Payment payment = new Payment(
                new Money(row.getLong("amount"), currency),
                row.getOffsetDateTime("paid_at").toInstant(),
                Channel.parse(row.getString("channel")).orElseThrow());
        return new KnownPayment(
                row.getString("charge_id"),
                row.getString("merchant_account"),
                row.getString("fingerprint"),
                new PaymentFacts(payment, progress(row, currency), new Money(row.getLong("refunded"), currency)));
    }

    private static Progress progress(Row row, Currency currency) {
        return switch (row.getString("progress")) {
            case "held" -> new Progress.Held();
            case "taken" ->
                new Progress.Taken(
                        new Money(row.getLong("taken_amount"), currency),
                        row.getOffsetDateTime("taken_at").toInstant());
            case "gone" -> new Progress.Gone();
            default -> throw new IllegalStateException(row.getString("charge_id") + " is " + row.getString("progress"));
        };
    }

    private static String name(Progress progress) {
        return switch (progress) {
            case Progress.Held held -> "held";
            case Progress.Taken taken -> "taken";
            case Progress.Gone gone -> "gone";
        };
    }
}
