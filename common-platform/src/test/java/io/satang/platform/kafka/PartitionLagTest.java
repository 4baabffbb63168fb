package io.satang.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PartitionLagTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final PartitionLag lag = new PartitionLag();

    @Test
    void a_consumer_that_has_caught_up_is_not_behind() {
        assertThat(at(0, 10, 10)).isZero();
        assertThat(at(1, 20, 20)).isZero();
    }

    @Test
    void a_consumer_is_behind_since_the_partition_ended_where_it_is() {
        at(0, 10, 10);
        at(1, 20, 10);
        at(2, 30, 15);

        assertThat(at(3, 40, 20)).isEqualTo(Duration.ofSeconds(2));
        assertThat(at(4, 50, 35)).isEqualTo(Duration.ofSeconds(2));
        assertThat(at(5, 50, 49)).isEqualTo(Duration.ofSeconds(2));
        assertThat(at(6, 50, 50)).isZero();
    }

    @Test
    void a_consumer_that_stands_still_is_waited_for_by_nobody_until_it_moves() {
        at(0, 10, 5);
        assertThat(at(5, 20, 5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(at(6, 30, 5)).isZero();

        assertThat(at(7, 40, 6)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void no_more_is_remembered_than_a_minute_or_so() {
        for (int second = 0; second < 10_000; second++) {
            at(second, 1_000_000 + second, second);
        }

        assertThat(at(10_000, 2_000_000, 10_000)).isBetween(Duration.ofSeconds(250), Duration.ofSeconds(260));
    }

    private Duration at(int second, long end, long next) {
        return lag.behind(START.plusSeconds(second), end, next);
    }
}
