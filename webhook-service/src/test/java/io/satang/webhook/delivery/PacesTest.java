package io.satang.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.webhook.endpoint.EndpointId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PacesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final EndpointId A = new EndpointId("whep_test_1");
    private static final EndpointId B = new EndpointId("whep_test_2");

    private final Paces paces = new Paces();

    @Test
    void a_seconds_deliveries_go_at_once_and_then_one_after_the_other() {
        for (int number = 0; number < 5; number++) {
            assertThat(paces.take(A, 5, NOW)).isZero();
        }

        assertThat(paces.take(A, 5, NOW)).isEqualTo(Duration.ofMillis(200));
        assertThat(paces.take(A, 5, NOW)).isEqualTo(Duration.ofMillis(400));
        assertThat(paces.take(B, 5, NOW)).isZero();
        assertThat(paces.take(A, 5, NOW.plusSeconds(10))).isZero();
    }

    @Test
    void who_would_have_to_wait_for_long_takes_no_token() {
        for (int number = 0; number < 6; number++) {
            assertThat(paces.take(A, 1, NOW)).isEqualTo(Duration.ofSeconds(number));
        }

        assertThat(paces.take(A, 1, NOW)).isEqualTo(Duration.ofSeconds(6));
        assertThat(paces.take(A, 1, NOW)).isEqualTo(Duration.ofSeconds(6));
        assertThat(paces.take(A, 1, NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(5));
    }
}
