package io.satang.offers.redemption;

import io.satang.offers.redemption.PaymentNews.Moved;
import io.satang.offers.redemption.PaymentNews.Refunded;
import io.satang.platform.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * Cuts what was heard into parts that are decided upon by themselves, so that nobody holds the locks of many offers for long. What concerns
 * no registered card is left out, by one read for all of it.
 */
@ApplicationScoped
class PaymentSlices {
    /** How many payments are decided upon under one lock. */
    static final int PAYMENTS_MAX = 50;

    // Somebody has registered the card, or some card at the merchant whose refund this is; and what it redeems, if
    // anything.
    private static final String CONCERNED = """
        SELECT card.merchant_account, card.fingerprint, min(offer.id) AS offer_id
        FROM (SELECT DISTINCT merchant_account, fingerprint FROM unnest($1::text[], $2::text[]) AS paid (merchant_account, fingerprint)) AS paid
        JOIN card_fingerprints AS card
            ON card.merchant_account = paid.merchant_account AND card.fingerprint = paid.fingerprint
        LEFT JOIN card_offers AS link ON link.card_id = card.card_id
        LEFT JOIN offers AS offer ON offer.id = link.offer_id AND offer.merchant_account = card.merchant_account
        GROUP BY card.merchant_account, card.fingerprint
        UNION ALL
        SELECT merchant_account, NULL, NULL FROM (SELECT DISTINCT * FROM unnest($3::text[])) AS refunding (merchant_account)
        WHERE EXISTS (SELECT FROM card_fingerprints WHERE card_fingerprints.merchant_account = refunding.merchant_account)
        """;

    private static final String NO_OFFER = "";

    private final Pool pool;

    PaymentSlices(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /** By what a registered card is recognised; the merchant alone where something is given back. */
    private record Concern(String merchantAccount, Optional<String> fingerprint) {
        private static Concern of(PaymentNews news) {
            return new Concern(
                    news.merchantAccount(),
                    news instanceof Moved moved ? Optional.of(moved.fingerprint()) : Optional.empty());
        }
    }

    /** Those of the news that are of registered cards, or of merchants that have some: all of a charge together, and offers apart. */
    Uni<List<List<PaymentNews>>> cut(List<PaymentNews> news) {
        if (news.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return concerned(news).map(offers -> slices(news, offers));
    }

    private Uni<Map<Concern, String>> concerned(List<PaymentNews> news) {
        List<Moved> moves = news.stream()
                .filter(Moved.class::isInstance)
                .map(Moved.class::cast)
                .toList();
        List<PaymentNews> refunds =
                news.stream().filter(Refunded.class::isInstance).toList();
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(Columns.texts(moves, Moved::merchantAccount))
                .addArrayOfString(Columns.texts(moves, Moved::fingerprint))
                .addArrayOfString(Columns.texts(refunds, PaymentNews::merchantAccount));
        return pool.preparedQuery(CONCERNED).execute(parameters).map(rows -> {
            Map<Concern, String> offers = new HashMap<>();
            StreamSupport.stream(rows.spliterator(), false)
                    .forEach(row ->
                            offers.put(concern(row), Objects.requireNonNullElse(row.getString("offer_id"), NO_OFFER)));
            return offers;
        });
    }

    private static Concern concern(Row row) {
        return new Concern(row.getString("merchant_account"), Optional.ofNullable(row.getString("fingerprint")));
    }

    /** What redeems the same offer stands together, so that slices of different offers meet at one offer at the most. */
    private static List<List<PaymentNews>> slices(List<PaymentNews> news, Map<Concern, String> offers) {
        Map<String, List<PaymentNews>> byCharge = new TreeMap<>();
        Map<String, String> offerOf = new HashMap<>();
        for (PaymentNews each : news) {
            Optional.ofNullable(offers.get(Concern.of(each))).ifPresent(offer -> {
                byCharge.computeIfAbsent(each.chargeId(), id -> new ArrayList<>())
                        .add(each);
                offerOf.merge(each.chargeId(), offer, (one, other) -> one.isEmpty() ? other : one);
            });
        }
        Map<String, List<List<PaymentNews>>> byOffer = new TreeMap<>();
        byCharge.forEach((charge, heard) -> byOffer.computeIfAbsent(
                        Objects.requireNonNull(offerOf.get(charge)), offer -> new ArrayList<>())
                .add(heard));
        return packed(byOffer.values());
    }

    private static List<List<PaymentNews>> packed(Collection<List<List<PaymentNews>>> offers) {
        List<List<List<PaymentNews>>> slices = new ArrayList<>();
        for (List<List<PaymentNews>> payments : offers) {
            // Few payments of many offers share a slice; many of one have theirs alone.
            if (slices.isEmpty() || slices.getLast().size() + payments.size() > PAYMENTS_MAX) {
                slices.add(new ArrayList<>());
            }
            for (List<PaymentNews> payment : payments) {
                if (slices.getLast().size() == PAYMENTS_MAX) {
                    slices.add(new ArrayList<>());
                }
                slices.getLast().add(payment);
            }
        }
        return slices.stream()
                .map(slice -> slice.stream().flatMap(List::stream).toList())
                .toList();
    }
}
