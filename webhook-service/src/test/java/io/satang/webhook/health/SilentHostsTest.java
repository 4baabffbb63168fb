package io.satang.webhook.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.webhook.delivery.Attempt;
import io.satang.webhook.delivery.AttemptOutcome.Answered;
import io.satang.webhook.delivery.Claimed;
import io.satang.webhook.delivery.Deliveries;
import io.satang.webhook.delivery.DeliveryState;
import io.satang.webhook.delivery.Sent;
import io.satang.webhook.delivery.SilentHost;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the database takes for silent is so until it was told otherwise. */
class SilentHostsTest {
    private static final Claimed CLAIMED = Deliveries.claimed(1, "http://silent.example/hook");
    private static final SilentHost HOST = SilentHost.of(CLAIMED.delivery());

    private final Failing store = new Failing();
    private final SilentHosts hosts = new SilentHosts(
            store,
            new HealthRules(20, 5, Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofDays(5), 50),
            new HealthMetrics(new SimpleMeterRegistry()),
            Clock.systemUTC());

    @Test
    void an_answer_that_could_not_be_noted_is_noted_with_the_next_one() {
        hosts.learned(HOST);

        answer();
        assertThat(store.told).as("while it fails").containsExactly(HOST);
        store.fails = false;
        answer();
        answer();

        assertThat(store.told).as("once more, and then no more").containsExactly(HOST, HOST);
    }

    private void answer() {
        hosts.attempted(new Attempt(
                "whdl_test_1",
                CLAIMED,
                Sent.nothing(new Answered(204)),
                CLAIMED.lease().until(),
                Duration.ofMillis(7),
                new DeliveryState.Delivered(1, CLAIMED.lease().until()),
                false));
    }

    /** A database that cannot be reached. */
    private static final class Failing implements SilentHostStore {
        private final List<SilentHost> told = new ArrayList<>();
        private boolean fails = true;

        @Override
        public Uni<Boolean> answered(SilentHost host) {
            told.add(host);
            return fails
                    ? Uni.createFrom().failure(new IllegalStateException("out of reach"))
                    : Uni.createFrom().item(true);
        }

        @Override
        public Uni<Void> silent(List<SilentHost> silent) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Turn> turn(SilentHost host) {
            return Uni.createFrom().item(Turn.LATER);
        }

        @Override
        public Uni<List<SilentHost>> read(String behind) {
            return Uni.createFrom().item(List.of());
        }

        @Override
        public Uni<Void> forgetOld() {
            return Uni.createFrom().voidItem();
        }
    }
}
