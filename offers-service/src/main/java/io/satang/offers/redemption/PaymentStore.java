package io.satang.offers.redemption;

import io.satang.offers.redemption.PaymentFacts.Progress;
import io.satang.offers.redemption.PaymentNews.Moved;
import io.satang.offers.redemption.PaymentNews.Refunded;
import io.satang.platform.money.Money;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What is known of payments with cards that somebody has registered. What is older than what is known changes nothing. */
@ApplicationScoped
class PaymentStore {
    // Lists are one parameter, so that a statement has one text however long they are: it stays prepared. None of their
    // values has
    // a comma.
    private static final String REGISTERED = """
        SELECT merchant_account || ' ' || fingerprint FROM card_fingerprints
        WHERE fingerprint = ANY (string_to_array(?1, ','))
        """;

    private static final String MERCHANTS = """
        SELECT DISTINCT merchant_account FROM card_fingerprints
        WHERE merchant_account = ANY (string_to_array(?1, ','))
        """;

    // What is heard of a payment and what is heard of its refunds come by different ways: the later of the two has to
    // see the earlier.
    // All come by them in one order.
    private static final String LOCK = """
        SELECT count(*) FROM (
            SELECT pg_advisory_xact_lock(hashtextextended(id, 0))
            FROM (SELECT id FROM unnest(string_to_array(?1, ',')) AS charge (id) ORDER BY id) AS ordered
        ) AS locked
        """;

    private static final String KEEP = """
        INSERT INTO payments AS known (charge_id, merchant_account, fingerprint, amount, currency, paid_at, channel, progress,
                                       taken_amount, taken_at, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'online', ?7, nullif(CAST(?8 AS bigint), 0), CAST(nullif(?9, '') AS timestamptz), ?10)
        ON CONFLICT (charge_id) DO UPDATE
            SET progress = excluded.progress, taken_amount = excluded.taken_amount, taken_at = excluded.taken_at, version = excluded.version
            WHERE known.version < excluded.version
        """;

    private static final String KEEP_REFUND = """
        INSERT INTO refunds (id, charge_id, amount, created_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO NOTHING
        """;

    private static final String REFUNDED =
            "SELECT CAST(coalesce(sum(amount), 0) AS bigint) FROM refunds WHERE charge_id = ?1";

    PaymentStore() {}

    /** Those of the news that are of cards or merchants that somebody has registered cards for. */
    Uni<List<PaymentNews>> concerning(Mutiny.Session session, List<PaymentNews> news) {
        Set<String> fingerprints = news.stream()
                .filter(Moved.class::isInstance)
                .map(Moved.class::cast)
                .map(Moved::fingerprint)
                .collect(Collectors.toSet());
        Set<String> refunding = news.stream()
                .filter(Refunded.class::isInstance)
                .map(PaymentNews::merchantAccount)
                .collect(Collectors.toSet());
        return found(session, REGISTERED, fingerprints)
                .flatMap(cards -> found(session, MERCHANTS, refunding)
                        .map(merchants -> news.stream()
                                .filter(each -> concerns(each, cards, merchants))
                                .toList()));
    }

    private static Uni<Set<String>> found(Mutiny.Session session, String query, Set<String> values) {
        return values.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : session.createNativeQuery(query, String.class)
                        .setParameter(1, String.join(",", values))
                        .getResultList()
                        .map(Set::copyOf);
    }

    private static boolean concerns(PaymentNews news, Set<String> cards, Set<String> merchants) {
        return switch (news) {
            case Moved moved -> cards.contains(moved.merchantAccount() + ' ' + moved.fingerprint());
            case Refunded refunded -> merchants.contains(refunded.merchantAccount());
        };
    }

    /** Lets nobody else keep anything of these payments until the transaction has ended. */
    Uni<Void> lock(Mutiny.Session session, List<String> chargeIds) {
        return session.createNativeQuery(LOCK, Long.class)
                .setParameter(1, String.join(",", chargeIds))
                .getSingleResult()
                .replaceWithVoid();
    }

    /** Keeps what was heard, unless it is known. */
    Uni<Void> keep(Mutiny.Session session, PaymentNews news) {
        return switch (news) {
            case Moved moved -> keep(session, moved);
            case Refunded refunded -> keep(session, refunded);
        };
    }

    private static Uni<Void> keep(Mutiny.Session session, Moved moved) {
        Optional<Progress.Taken> taken =
                moved.progress() instanceof Progress.Taken money ? Optional.of(money) : Optional.empty();
        return session.createNativeQuery(KEEP)
                .setParameter(1, moved.chargeId())
                .setParameter(2, moved.merchantAccount())
                .setParameter(3, moved.fingerprint())
                .setParameter(4, moved.amount().subunits())
                .setParameter(5, moved.amount().currency().name())
                .setParameter(6, moved.paidAt().atOffset(ZoneOffset.UTC))
                .setParameter(7, name(moved.progress()))
                .setParameter(
                        8,
                        taken.map(Progress.Taken::amount).map(Money::subunits).orElse(0L))
                .setParameter(
                        9, taken.map(Progress.Taken::at).map(Instant::toString).orElse(""))
                .setParameter(10, moved.version())
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Void> keep(Mutiny.Session session, Refunded refunded) {
        return session.createNativeQuery(KEEP_REFUND)
                .setParameter(1, refunded.refundId())
                .setParameter(2, refunded.chargeId())
                .setParameter(3, refunded.amount())
                .setParameter(4, refunded.at().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** All that is known of a payment of which nothing was given back. */
    Uni<KnownPayment> unrefunded(Mutiny.Session session, String chargeId) {
        return session.find(PaymentEntity.class, chargeId)
                .invoke(session::detach)
                .map(row -> known(row, 0));
    }

    private static KnownPayment known(PaymentEntity row, long refunded) {
        return new KnownPayment(row.chargeId, row.merchantAccount, row.fingerprint, row.facts(refunded));
    }

    /** All that is known of a payment, if anything is. */
    Uni<Optional<KnownPayment>> find(Mutiny.Session session, String chargeId) {
        return session.find(PaymentEntity.class, chargeId)
                .flatMap(row -> row == null
                        ? Uni.createFrom().item(Optional.empty())
                        : session.detach(row)
                                .createNativeQuery(REFUNDED, Long.class)
                                .setParameter(1, chargeId)
                                .getSingleResult()
                                .map(refunded -> Optional.of(known(row, refunded))));
    }

    private static String name(Progress progress) {
        return switch (progress) {
            case Progress.Held held -> "held";
            case Progress.Taken taken -> "taken";
            case Progress.Gone gone -> "gone";
        };
    }

    /**
     * A payment with a card that somebody has registered.
     *
     * @param merchantAccount who takes it
     * @param fingerprint     by what that account recognises the card
     */
    record KnownPayment(String chargeId, String merchantAccount, String fingerprint, PaymentFacts facts) {
        KnownPayment {
            Objects.requireNonNull(chargeId, "chargeId");
            Objects.requireNonNull(merchantAccount, "merchantAccount");
            Objects.requireNonNull(fingerprint, "fingerprint");
            Objects.requireNonNull(facts, "facts");
        }
    }
}
