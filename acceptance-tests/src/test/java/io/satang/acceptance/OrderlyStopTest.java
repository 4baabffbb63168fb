package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A rolling restart, one replica after the other, while people pay. */
@Tag("outage")
@ExtendWith(RunningPlatform.class)
class OrderlyStopTest {

    private static final int PAYMENTS_BETWEEN_STOPS = 20;

    private final Platform platform;
    private final Traffic traffic;

    OrderlyStopTest(Platform platform) {
        this.platform = platform;
        this.traffic = new Traffic(new Payer(new Shop(platform.api()), "orderly-" + UUID.randomUUID()));
    }

    @Test
    void a_replica_that_is_stopped_in_order_costs_no_request() {
        List<String> replicas =
                platform.services().stream().filter(platform::hasSibling).toList();
        assertThat(replicas).hasSizeGreaterThanOrEqualTo(4);
        try (traffic) {
            traffic.start();
            traffic.awaitPayments(PAYMENTS_BETWEEN_STOPS);
            for (String replica : replicas) {
                platform.terminate(replica);
                traffic.awaitPayments(PAYMENTS_BETWEEN_STOPS);
            }
        }

        assertThat(traffic.purchases().refusals()).isEmpty();
        assertThat(traffic.purchases().unanswered()).isEmpty();
    }
}
