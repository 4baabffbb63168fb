package io.satang.platform.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final AtomicLong now = new AtomicLong();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void an_address_that_asks_too_often_waits_and_others_do_not() {
        RateLimits limits = limits(true);
        for (int i = 0; i < 3; i++) {
            limits.admitStranger("203.0.113.7");
        }

        assertThatThrownBy(() -> limits.admitStranger("203.0.113.7"))
                .isInstanceOfSatisfying(
                        TooManyRequestsException.class,
                        refused -> assertThat(refused.retryAfterSeconds()).isEqualTo(4));
        assertThatCode(() -> limits.admitStranger("203.0.113.8")).doesNotThrowAnyException();
        now.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThatCode(() -> limits.admitStranger("203.0.113.7")).doesNotThrowAnyException();
        assertThat(metrics.counter("satang.http.limited.requests", "limit", "address")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void nobody_is_limited_where_limits_are_off() {
        RateLimits limits = limits(false);

        assertThatCode(() -> {
                    for (int i = 0; i < 100; i++) {
                        limits.admitStranger("203.0.113.7");
                    }
                })
                .doesNotThrowAnyException();
    }

    private RateLimits limits(boolean enabled) {
        Duration window = Duration.ofSeconds(10);
        return new RateLimits(
                metrics,
                enabled,
                new RateLimit("account", 10, window),
                new RateLimit("key", 5, window),
                new RateLimit("address", 3, window),
                now::get);
    }
}
