package io.satang.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatientStartTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration ANSWERED = Duration.ofSeconds(20);

    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void a_database_that_is_late_is_waited_for() {
        Uni<String> late = Uni.createFrom().item(tries::incrementAndGet).map(tried -> {
            if (tried < 3) {
                throw new VertxException("Timeout waiting for connection", true);
            }
            return "loaded";
        });

        assertThat(PatientStart.retrying(late, LONG).await().atMost(ANSWERED)).isEqualTo("loaded");
    }

    @Test
    void a_database_that_never_comes_ends_the_start() {
        Uni<String> away = failing(new VertxException("Timeout waiting for connection", true));

        assertThatThrownBy(() -> PatientStart.retrying(away, Duration.ofMillis(500))
                        .await()
                        .atMost(ANSWERED))
                .isInstanceOf(RuntimeException.class);
        assertThat(tries).hasValueGreaterThan(1);
    }

    @Test
    void what_time_does_not_heal_ends_the_start_at_once() {
        Uni<String> broken = failing(new IllegalArgumentException("no such column"));

        assertThatThrownBy(() -> PatientStart.retrying(broken, LONG).await().atMost(ANSWERED))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(tries).hasValue(1);
    }

    private Uni<String> failing(RuntimeException failure) {
        return Uni.createFrom().item(tries::incrementAndGet).map(tried -> {
            throw failure;
        });
    }
}
