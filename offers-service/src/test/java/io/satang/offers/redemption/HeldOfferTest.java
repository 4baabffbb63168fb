package io.satang.offers.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.vertx.VertxContextSupport;
import io.satang.offers.Merchants;
import io.satang.offers.Programme;
import io.satang.offers.Rows;
import io.satang.offers.ServiceTest;
import io.satang.platform.card.CardNumber;
import io.satang.platform.card.Fingerprints;
import io.satang.platform.id.Ids;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who waits for one offer keeps nobody from redeeming another. */
@ServiceTest
class HeldOfferTest {
    private static final Ids IDS = new Ids(Clock.systemUTC());
    // More than there are connections to the database.
    private static final int WAITING = 40;
    private static final int OTHERS = 10;
    private static final String WAITING_FOR_LOCKS =
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";

    @Inject
    ReserveDiscounts reservations;

    @Inject
    Fingerprints fingerprints;

    @Inject
    DataSource database;

    @Inject
    Rows rows;

    private record Joined(String offer, String link, String fingerprint) {}

    @BeforeEach
    void accounts() {
        Merchants.ready();
    }

    @Test
    void who_asks_an_offer_that_is_held_leaves_the_connections_to_others() throws Exception {
        Joined held = joined();
        List<Callable<Reservation>> others =
                IntStream.range(0, OTHERS).mapToObj(i -> asking(joined())).toList();
        try (ExecutorService charges = Executors.newCachedThreadPool();
                Connection holder = database.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT FROM offers WHERE id = '" + held.offer() + "' FOR UPDATE");
            List<Future<Reservation>> waiting = Stream.generate(() -> charges.submit(asking(held)))
                    .limit(WAITING)
                    .toList();
            // From here on the lock is waited for, for two seconds at the most.
            atOnce().until(() -> rows.count(WAITING_FOR_LOCKS) > 0);

            // One lane is shared with the offer that is held; who is in another one is answered at once.
            List<Future<Reservation>> passing =
                    others.stream().map(other -> charges.submit(other)).toList();
            atOnce().atMost(Duration.ofSeconds(2))
                    .until(() -> passing.stream().filter(Future::isDone).count() >= 2);

            holder.rollback();
            for (Future<Reservation> each : waiting) {
                assertThat(each.get()).isInstanceOf(Reservation.Reserved.class);
            }
        }
        assertThat(rows.count("SELECT reserved FROM offers WHERE id = ?", held.offer()))
                .isEqualTo(WAITING);
    }

    private static ConditionFactory atOnce() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
    }

    private Callable<Reservation> asking(Joined joined) {
        ReservationRequest request = new ReservationRequest(
                IDS.next("chrg", false),
                Merchants.ACCOUNT,
                false,
                joined.link(),
                joined.fingerprint(),
                baht(10_000),
                baht(2_000),
                Instant.now().plus(Duration.ofDays(7)));
        return () -> {
            try {
                return VertxContextSupport.subscribeAndAwait(() -> reservations.reserve(request));
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private Joined joined() {
        String number = Programme.number();
        String card = Programme.card(number);
        String offer = Programme.offer(Map.of("benefit", "discount"));
        return new Joined(
                offer, Programme.link(card, offer), fingerprints.of(Merchants.ACCOUNT, new CardNumber(number)));
    }

    private static Money baht(long subunits) {
        return new Money(subunits, Currency.THB);
    }
}
