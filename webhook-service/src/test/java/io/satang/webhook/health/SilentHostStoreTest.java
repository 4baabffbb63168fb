package io.satang.webhook.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.webhook.delivery.SilentHost;
import io.satang.webhook.health.SilentHostStore.Turn;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All replicas together ask a silent host once at a time. */
@QuarkusTest
class SilentHostStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final SilentHost HOST = new SilentHost("account_test_silent", "http://silent.example:80");

    @Inject
    Pool pool;

    @Test
    void of_many_who_want_to_ask_one_may_and_the_next_pause_is_longer() {
        SilentHostStore store = new PgSilentHostStore(pool, rules(Duration.ofSeconds(1), Duration.ofHours(1)));
        store.silent(List.of(HOST, HOST)).await().atMost(PATIENCE);
        letProbe();
        pool.query("UPDATE silent_hosts SET pause_ms = 600000")
                .execute()
                .await()
                .atMost(PATIENCE);

        assertThat(turns(store, 16)).containsOnlyOnce(Turn.PROBE).containsOnly(Turn.PROBE, Turn.LATER);
        assertThat(pause()).isEqualTo(Duration.ofMinutes(20).toMillis());

        letProbe();
        turns(store, 1);
        letProbe();
        turns(store, 1);
        assertThat(pause())
                .as("no longer than this")
                .isEqualTo(Duration.ofHours(1).toMillis());

        store.answered(HOST).await().atMost(PATIENCE);
        assertThat(turns(store, 2)).containsOnly(Turn.ANSWERS);
    }

    @Test
    void one_that_is_known_is_asked_when_that_was_planned() {
        SilentHostStore store = new PgSilentHostStore(pool, rules(Duration.ofHours(1), Duration.ofHours(2)));
        store.silent(List.of(HOST)).await().atMost(PATIENCE);

        new PgSilentHostStore(pool, rules(Duration.ofSeconds(1), Duration.ofHours(2)))
                .silent(List.of(HOST))
                .await()
                .atMost(PATIENCE);

        assertThat(turns(store, 1)).containsExactly(Turn.LATER);
        letProbe();
        // A bounded part at a time, beside the service's own, which may be at it.
        await("nobody waits for it").until(() -> {
            store.forgetOld().await().atMost(PATIENCE);
            return !isKnown();
        });
        assertThat(turns(store, 1)).containsExactly(Turn.ANSWERS);
    }

    private static List<Turn> turns(SilentHostStore store, int callers) {
        return Uni.join()
                .all(Stream.generate(() -> store.turn(HOST)).limit(callers).toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);
    }

    private void letProbe() {
        pool.query("UPDATE silent_hosts SET probe_at = now() - interval '2 hours'")
                .execute()
                .await()
                .atMost(PATIENCE);
    }

    private boolean isKnown() {
        return pool.query("SELECT FROM silent_hosts WHERE host = '" + HOST.text() + "'")
                .execute()
                .map(rows -> rows.size() > 0)
                .await()
                .atMost(PATIENCE);
    }

    private long pause() {
        return pool.query("SELECT pause_ms FROM silent_hosts WHERE host = '" + HOST.text() + "'")
                .execute()
                .map(rows -> rows.iterator().next().getLong("pause_ms"))
                .await()
                .atMost(PATIENCE);
    }

    private static HealthRules rules(Duration first, Duration longest) {
        return new HealthRules(20, 5, first, longest, Duration.ofDays(5), 50);
    }
}
