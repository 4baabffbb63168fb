package io.satang.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.webhook.MovingClock;
import io.satang.webhook.endpoint.EndpointId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An endpoint's pace holds for all replicas together, by the database's clock. */
@QuarkusTest
class PacesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    PgPaceStore store;

    @Inject
    Pool pool;

    private final AtomicInteger statements = new AtomicInteger();
    private final MovingClock clock = new MovingClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final Paces one = replica();
    private final Paces other = replica();
    private final EndpointId endpoint =
            new EndpointId("whep_test_" + UUID.randomUUID().toString().replace("-", ""));

    @Test
    void two_replicas_have_one_seconds_deliveries_to_send_at_once_and_then_one_after_the_other() {
        List<Duration> waits = together(2, 4);

        assertThat(waits).filteredOn(Duration::isZero).hasSizeBetween(2, 3);
        assertThat(waits)
                .filteredOn(wait -> wait.compareTo(PaceStore.WAIT_MAX) <= 0)
                .hasSize(8);
        assertThat(waits.stream().sorted().toList().getLast()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    @Test
    void who_would_have_to_wait_for_long_takes_no_token() {
        List<Duration> waits = together(1, 20);

        assertThat(waits)
                .filteredOn(wait -> wait.compareTo(PaceStore.WAIT_MAX) <= 0)
                .hasSizeBetween(6, 7);
        assertThat(take(one, 1)).isGreaterThan(PaceStore.WAIT_MAX);
        assertThat(take(other, 1)).isLessThan(PaceStore.WAIT_MAX.multipliedBy(2));
    }

    @Test
    void deliveries_that_come_one_by_one_share_statements_for_a_second() {
        for (int number = 0; number < 50; number++) {
            assertThat(take(one, 1_000)).isZero();
        }
        assertThat(statements).hasValue(1);

        clock.advance(Duration.ofSeconds(2));
        take(one, 1_000);
        assertThat(statements).as("what was left is too old").hasValue(2);
    }

    @Test
    void an_endpoint_that_takes_fewer_now_does_not_wait_for_what_it_owed_at_its_former_pace() {
        together(1_000, 250);
        store.take(List.of(new PaceStore.Demand(endpoint, 1_000, 6_000)))
                .await()
                .atMost(PATIENCE);

        assertThat(take(one, 1)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void an_endpoint_that_nothing_was_sent_to_for_a_day_is_forgotten_and_no_other() {
        EndpointId busy =
                new EndpointId("whep_test_" + UUID.randomUUID().toString().replace("-", ""));
        take(one, 1);
        one.take(busy, 1).await().atMost(PATIENCE);
        pool.preparedQuery("UPDATE endpoint_paces SET taken_at = now() - interval '25 hours' WHERE endpoint_id = $1")
                .execute(Tuple.of(endpoint.value()))
                .await()
                .atMost(PATIENCE);

        store.forget().await().atMost(PATIENCE);

        assertThat(rows(endpoint)).isZero();
        assertThat(rows(busy)).isOne();
    }

    private int rows(EndpointId id) {
        return pool.preparedQuery("SELECT FROM endpoint_paces WHERE endpoint_id = $1")
                .execute(Tuple.of(id.value()))
                .await()
                .atMost(PATIENCE)
                .size();
    }

    private Paces replica() {
        PaceStore counted = new PaceStore() {
            @Override
            public Uni<List<Grant>> take(List<Demand> demands) {
                statements.incrementAndGet();
                return store.take(demands);
            }

            @Override
            public Uni<Void> forget() {
                return store.forget();
            }
        };
        return new Paces(counted, clock);
    }

    private List<Duration> together(int perSecond, int each) {
        List<Uni<Duration>> all = new ArrayList<>();
        for (int number = 0; number < each; number++) {
            all.add(one.take(endpoint, perSecond));
            all.add(other.take(endpoint, perSecond));
        }
        return Uni.join().all(all).andFailFast().await().atMost(PATIENCE);
    }

    private Duration take(Paces replica, int perSecond) {
        return replica.take(endpoint, perSecond).await().atMost(PATIENCE);
    }
}
