package io.satang.webhook.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.platform.id.Ids;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.health.HourTallies.EndpointHour;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the statements do, against PostgreSQL. */
@QuarkusTest
class TallyStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Ids IDS = new Ids(Clock.systemUTC());

    private final EndpointId endpoint = EndpointId.next(IDS, false);
    private final Instant now = Clock.systemUTC().instant();

    @Inject
    TallyStore store;

    @Inject
    Pool pool;

    @Test
    void whatReplicasHaveCountedIsAddedUpForADay() {
        add(now, new Tally(3, 2));
        add(now, new Tally(1, 1));
        add(now.minus(Duration.ofHours(23)), new Tally(5, 0));
        add(now.minus(Duration.ofHours(24)), new Tally(100, 100));

        assertThat(await(store.lastDay(endpoint))).isEqualTo(new Tally(9, 3));
        assertThat(await(store.lastDay(EndpointId.next(IDS, false)))).isEqualTo(new Tally(0, 0));
    }

    @Test
    void whatIsOlderIsDeleted() {
        add(now, new Tally(1, 1));
        add(now.minus(Duration.ofHours(26)), new Tally(1, 1));

        await(store.forget());

        assertThat(await(pool.preparedQuery("SELECT hour FROM endpoint_hours WHERE endpoint_id = $1")
                                .execute(Tuple.of(endpoint.value())))
                        .size())
                .isEqualTo(1);
    }

    private void add(Instant at, Tally tally) {
        await(store.add(Map.of(EndpointHour.of(endpoint, at), tally)));
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }
}
