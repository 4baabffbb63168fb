package io.satang.offers.redemption;

import static io.satang.offers.SampleTerms.baht;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.VertxContextSupport;
import io.satang.offers.Merchants;
import io.satang.offers.Programme;
import io.satang.offers.Rows;
import io.satang.offers.ServiceTest;
import io.satang.offers.redemption.PaymentFacts.Progress;
import io.satang.platform.card.CardNumber;
import io.satang.platform.card.Fingerprints;
import io.satang.platform.id.Ids;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits hold and sums stay right, whoever redeems at once and in whatever order news come, several times over. */
@ServiceTest
class ContentionTest {
    private static final Ids IDS = new Ids(Clock.systemUTC());
    private static final Progress HELD = new Progress.Held();
    private static final Progress GONE = new Progress.Gone();

    @Inject
    RedeemPayments redeemPayments;

    @Inject
    ReserveDiscounts reservations;

    @Inject
    Fingerprints fingerprints;

    @Inject
    Rows rows;

    @BeforeEach
    void accounts() {
        Merchants.ready();
    }

    @Test
    void the_last_redemptions_go_to_as_many_as_there_are() throws Exception {
        String offer = Programme.offer(Map.of("redemptions_total", "5", "budget[limit]", "2000"));
        List<String> cards = joined(offer, 12);
        Instant now = Instant.now();
        List<List<PaymentNews>> news = cards.stream()
                .map(card -> List.<PaymentNews>of(paid(IDS.next("chrg", false), card, now, taken(10_000, now), 2)))
                .toList();

        atOnce(news);

        // Five may redeem it, and the budget is enough for four.
        assertThat(count("state = 'confirmed'", offer)).isEqualTo(4);
        assertThat(count("state = 'rejected' AND reasons = 'budget_exhausted'", offer))
                .isEqualTo(8);
        assertThat(rows.count("SELECT spent FROM offer_budgets WHERE offer_id = ?", offer))
                .isEqualTo(2_000);
        requireSums(offer);
    }

    @Test
    void the_last_discounts_go_to_as_many_as_there_are() throws Exception {
        String offer =
                Programme.offer(Map.of("benefit", "discount", "redemptions_total", "5", "budget[limit]", "2000"));
        List<ReservationRequest> requests = joined(offer, 12).stream()
                .map(card -> asking(card, link(offer, card)))
                .toList();

        together(requests.stream()
                .<Callable<Void>>map(request -> () -> reserve(request))
                .toList());

        // Five may redeem it, and the budget is enough for four.
        assertThat(count("state = 'reserved'", offer)).isEqualTo(4);
        assertThat(count("state = 'rejected' AND reasons = 'budget_exhausted'", offer))
                .isEqualTo(8);
        requireSums(offer);
        // All of them end, each in its way, while the others ask once more.
        Instant now = Instant.now();
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            ReservationRequest request = requests.get(i);
            Progress end = i % 2 == 0 ? taken(9_500, now) : GONE;
            work.add(() -> apply(List.of(paid(request.chargeId(), request.fingerprint(), 9_500, now, end, 3))));
            work.add(() -> reserve(request));
        }
        together(work);
        requireSums(offer);
        assertThat(count("state = 'reserved'", offer)).isZero();
    }

    @Test
    void a_new_customer_has_one_discount_of_many_that_are_asked_for_at_once() throws Exception {
        String offer = Programme.offer(Map.of("benefit", "discount", "new_customer_days", "30"));
        String card = joined(offer, 1).getFirst();
        String link = link(offer, card);

        together(Stream.generate(() -> asking(card, link))
                .limit(12)
                .<Callable<Void>>map(request -> () -> reserve(request))
                .toList());

        assertThat(count("state = 'reserved'", offer)).isEqualTo(1);
        assertThat(count("state = 'rejected' AND reasons = 'not_a_new_customer'", offer))
                .isEqualTo(11);
    }

    @Test
    void very_many_payments_that_come_together_are_decided_upon_as_if_each_came_alone() throws Exception {
        String offer = Programme.offer(Map.of("redemptions_total", "70", "redemptions_per_card", "45"));
        String other = Programme.offer(Map.of("budget[limit]", "10000"));
        List<String> cards = joined(offer, 2);
        String elsewhere = joined(other, 1).getFirst();
        Instant now = Instant.now();
        List<PaymentNews> news = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            cards.forEach(card -> news.add(paid(IDS.next("chrg", false), card, now, taken(10_000, now), 2)));
            news.add(paid(IDS.next("chrg", false), elsewhere, now, taken(10_000, now), 2));
        }

        atOnce(List.of(news, news));

        assertThat(count("state = 'confirmed'", offer)).isEqualTo(70);
        assertThat(rows.count("SELECT max(uses) FROM card_offers WHERE offer_id = ?", offer))
                .isLessThanOrEqualTo(45);
        assertThat(count("state = 'rejected' AND reasons LIKE '%limit_reached'", offer))
                .isEqualTo(50);
        // Each earns 500.
        assertThat(count("state = 'confirmed'", other)).isEqualTo(20);
        assertThat(rows.count("SELECT spent FROM offer_budgets WHERE offer_id = ?", other))
                .isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void random_discounts_leave_every_sum_right(long seed) throws Exception {
        Random random = new Random(seed);
        String offer = Programme.offer(Map.of(
                "benefit",
                "discount",
                "redemptions_total",
                "9",
                "redemptions_per_card",
                "3",
                "budget[limit]",
                Integer.toString(2_000 + random.nextInt(4_000))));
        List<String> cards = joined(offer, 4);
        List<Callable<Void>> work = new ArrayList<>();
        List<PaymentNews> news = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String card = cards.get(random.nextInt(cards.size()));
            ReservationRequest request = asking(card, link(offer, card));
            List<PaymentNews> history = discounted(request, random);
            news.addAll(history);
            work.add(() -> reserve(request));
            work.add(() -> reserve(request));
            history.forEach(each -> work.add(() -> apply(List.of(each))));
        }
        Collections.shuffle(work, random);

        together(work);
        requireSums(offer);
        List<String> before = states(offer);
        assertThat(rows.count("SELECT count(*) FROM redemptions WHERE offer_id = ? AND state <> 'rejected'", offer))
                .isPositive();
        atOnce(List.of(news));
        assertThat(states(offer)).isEqualTo(before);
        requireSums(offer);
        assertThat(rows.count("""
                SELECT count(*) FROM redemptions AS r LEFT JOIN payments AS p ON p.charge_id = r.charge_id
                CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS back FROM refunds WHERE charge_id = r.charge_id) AS refund
                WHERE r.offer_id = ? AND r.state <> 'rejected' AND NOT CASE
                    WHEN p.progress IS NULL THEN r.state = 'reserved' AND r.reward = 500
                    WHEN p.progress = 'gone' THEN r.state = 'released'
                    WHEN p.progress = 'held' THEN r.state = 'pending' AND r.reward = 500
                    ELSE r.reward = 500 - round(500 * (9500 - p.taken_amount) / 9500.0)
                         AND r.clawed_back = round(r.reward * refund.back / p.taken_amount)
                END
                """, offer)).isZero();
    }

    /** What is told of a charge that was to be of 10,000 and is of what the discount leaves, and of one that is never heard of. */
    private static List<PaymentNews> discounted(ReservationRequest request, Random random) {
        Instant at = Instant.now();
        List<PaymentNews> history = new ArrayList<>();
        if (random.nextInt(5) == 0) {
            return history;
        }
        if (random.nextBoolean()) {
            history.add(paid(request.chargeId(), request.fingerprint(), 9_500, at, HELD, 2));
        }
        if (random.nextInt(3) == 0) {
            history.add(paid(request.chargeId(), request.fingerprint(), 9_500, at, GONE, 3));
            return history;
        }
        long taken = random.nextBoolean() ? 9_500 : 100L + random.nextLong(9_400);
        history.add(paid(request.chargeId(), request.fingerprint(), 9_500, at, taken(taken, at), 3));
        if (random.nextBoolean()) {
            history.add(new PaymentNews.Refunded(
                    IDS.next("rfnd", false), request.chargeId(), Merchants.ACCOUNT, 1L + random.nextLong(taken), at));
        }
        return history;
    }

    private String link(String offer, String card) {
        return rows.texts("""
                SELECT link.id FROM card_offers AS link JOIN card_fingerprints AS card ON card.card_id = link.card_id
                WHERE link.offer_id = ? AND card.fingerprint = ?
                """, offer, card).getFirst();
    }

    private static ReservationRequest asking(String fingerprint, String link) {
        return new ReservationRequest(
                IDS.next("chrg", false),
                Merchants.ACCOUNT,
                false,
                link,
                fingerprint,
                baht(10_000),
                baht(2_000),
                Instant.now().plus(Duration.ofDays(7)));
    }

    private Void reserve(ReservationRequest request) throws Exception {
        try {
            VertxContextSupport.subscribeAndAwait(() -> reservations.reserve(request));
            return null;
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void random_payments_leave_every_sum_right(long seed) throws Exception {
        Random random = new Random(seed);
        String offer = Programme.offer(Map.of(
                "redemptions_total", "9",
                "redemptions_per_card", "3",
                "budget[limit]", Integer.toString(2_000 + random.nextInt(4_000)),
                "min_spend", "2000"));
        List<String> cards = joined(offer, 4);
        List<PaymentNews> news = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            news.addAll(history(cards.get(random.nextInt(cards.size())), random));
        }
        List<PaymentNews> heard = new ArrayList<>(news);
        news.stream().filter(each -> random.nextBoolean()).forEach(heard::add);
        Collections.shuffle(heard, random);

        atOnce(batches(heard, random));
        requireSums(offer);
        // What has been heard in some order is heard once more in the right one: nothing changes any more.
        List<String> before = states(offer);
        atOnce(List.of(news));
        assertThat(states(offer)).isEqualTo(before);
        requireSums(offer);
        requireModel(offer);
    }

    /** Everything that is told of one payment: held or taken at once, then taken, given up or given back bit by bit. */
    private static List<PaymentNews> history(String fingerprint, Random random) {
        String charge = IDS.next("chrg", false);
        Instant at = Instant.now();
        long amount = 2_000L + random.nextInt(20_000);
        List<PaymentNews> history = new ArrayList<>();
        boolean held = random.nextBoolean();
        if (held) {
            history.add(paid(charge, fingerprint, amount, at, HELD, 2));
        }
        if (random.nextInt(4) == 0) {
            history.add(paid(charge, fingerprint, amount, at, GONE, 3));
            return history;
        }
        long taken = held ? 1_000L + random.nextLong(amount - 999) : amount;
        history.add(paid(charge, fingerprint, amount, at, taken(taken, at), 3));
        long left = taken;
        for (int refunds = random.nextInt(3); refunds > 0 && left > 0; refunds--) {
            long part = 1L + random.nextLong(left);
            left -= part;
            history.add(new PaymentNews.Refunded(IDS.next("rfnd", false), charge, Merchants.ACCOUNT, part, at));
        }
        return history;
    }

    private static List<List<PaymentNews>> batches(List<PaymentNews> news, Random random) {
        List<List<PaymentNews>> batches = new ArrayList<>();
        int from = 0;
        while (from < news.size()) {
            int to = Math.min(news.size(), from + 1 + random.nextInt(8));
            batches.add(List.copyOf(news.subList(from, to)));
            from = to;
        }
        return batches;
    }

    /** Redeemed + released = reserved, budget spent = sum of rewards, no limit exceeded. */
    private void requireSums(String offer) {
        assertThat(rows.count("SELECT reserved FROM offers WHERE id = ?", offer))
                .isEqualTo(count("state <> 'rejected'", offer));
        assertThat(rows.count("SELECT released FROM offers WHERE id = ?", offer))
                .isEqualTo(count("state = 'released'", offer));
        assertThat(rows.count(
                        "SELECT CAST(coalesce(sum(spent), 0) AS bigint) FROM offer_budgets WHERE offer_id = ?", offer))
                .isEqualTo(rows.count(
                        "SELECT CAST(coalesce(sum(reward - clawed_back), 0) AS bigint) FROM redemptions WHERE offer_id = ?",
                        offer));
        assertThat(rows.count("""
                        SELECT count(*) FROM card_offers AS link WHERE link.offer_id = ? AND link.uses <> (
                            SELECT count(*) FROM redemptions WHERE card_offer_id = link.id AND state NOT IN ('rejected', 'released'))
                        """, offer)).isZero();
        assertThat(rows.count("SELECT count(*) FROM card_offers WHERE offer_id = ? AND uses > 3", offer))
                .isZero();
    }

    /** What became of each payment follows from the payment alone, once it was let in. */
    private void requireModel(String offer) {
        String model = """
            SELECT count(*) FROM redemptions AS r JOIN payments AS p ON p.charge_id = r.charge_id
            CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS back FROM refunds WHERE charge_id = r.charge_id) AS refund
            WHERE r.offer_id = ? AND r.state <> 'rejected' AND NOT CASE
                WHEN p.progress = 'gone' OR p.taken_amount < 2000 THEN r.state = 'released'
                WHEN p.progress = 'held' THEN r.state = 'pending' AND r.reward = round(p.amount * 0.05)
                ELSE r.reward = round(p.taken_amount * 0.05) AND r.clawed_back = round(r.reward * refund.back / p.taken_amount)
            END
            """;
        assertThat(rows.count(model, offer)).isZero();
    }

    private List<String> states(String offer) {
        return rows.texts(
                "SELECT charge_id || state || reward || '-' || clawed_back FROM redemptions WHERE offer_id = ? ORDER BY 1",
                offer);
    }

    private long count(String condition, String offer) {
        return rows.count("SELECT count(*) FROM redemptions WHERE " + condition + " AND offer_id = ?", offer);
    }

    private List<String> joined(String offer, int cards) {
        String person = Programme.person();
        return IntStream.range(0, cards)
                .mapToObj(i -> Programme.number())
                .map(number -> {
                    String card = Programme.register(person, number).path("id");
                    Programme.link(card, offer);
                    return fingerprints.of(Merchants.ACCOUNT, new CardNumber(number));
                })
                .toList();
    }

    /** Each batch as one replica takes it, all of them at once. */
    private void atOnce(List<List<PaymentNews>> batches) throws Exception {
        together(batches.stream()
                .<Callable<Void>>map(batch -> () -> apply(batch))
                .toList());
    }

    private static void together(List<Callable<Void>> work) throws Exception {
        try (ExecutorService replicas = Executors.newFixedThreadPool(6)) {
            List<Future<?>> under = new ArrayList<>();
            for (Callable<Void> each : work) {
                under.add(replicas.submit(each));
            }
            for (Future<?> each : under) {
                each.get();
            }
        }
    }

    private Void apply(List<PaymentNews> batch) throws Exception {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> redeemPayments.apply(batch));
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Progress taken(long amount, Instant at) {
        return new Progress.Taken(baht(amount), at);
    }

    private static PaymentNews paid(String charge, String fingerprint, Instant at, Progress progress, long version) {
        return paid(charge, fingerprint, 10_000, at, progress, version);
    }

    private static PaymentNews paid(
            String charge, String fingerprint, long amount, Instant at, Progress progress, long version) {
        return new PaymentNews.Moved(charge, Merchants.ACCOUNT, fingerprint, baht(amount), at, progress, version);
    }
}
