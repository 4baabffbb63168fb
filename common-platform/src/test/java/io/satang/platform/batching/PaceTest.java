package io.satang.platform.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMillis(50);

    // However little the work takes, its rest is the longest.
    private final Pace pace = new Pace(1_000_000_000, LONGEST);

    @ParameterizedTest
    @CsvSource({"0, 0", "100, 0", "1000, 7000", "7000, 49000", "8000, 50000", "1000000, 50000"})
    void a_rest_is_a_multiple_of_what_the_batch_took_and_bounded(long tookMicros, long restMicros) {
        assertThat(new Pace(7, LONGEST).restAfter(Duration.of(tookMicros, ChronoUnit.MICROS)))
                .isEqualTo(Duration.of(restMicros, ChronoUnit.MICROS));
    }

    @Test
    void without_a_pace_there_is_no_rest() {
        assertThat(Pace.NONE.restAfter(Duration.ofSeconds(1))).isZero();
    }

    @Test
    void work_is_over_when_its_rest_is() {
        long begun = System.nanoTime();

        String done = pace.keep(Uni.createFrom().item("done")).await().atMost(PATIENCE);

        assertThat(done).isEqualTo("done");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(LONGEST);
    }

    @Test
    void work_that_answers_nothing_ends_as_well() {
        pace.keep(Uni.createFrom().voidItem())
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .awaitItem(PATIENCE)
                .assertItem(null);
    }

    @Test
    void work_that_fails_says_so_itself_after_its_rest() {
        IllegalStateException failure = new IllegalStateException("a test's");
        long begun = System.nanoTime();

        assertThatThrownBy(() ->
                        pace.keep(Uni.createFrom().failure(failure)).await().atMost(PATIENCE))
                .isSameAs(failure);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(LONGEST);
    }

    @Test
    void no_rest_is_negative() {
        assertThatThrownBy(() -> new Pace(-1, LONGEST)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pace(1, LONGEST.negated())).isInstanceOf(IllegalArgumentException.class);
    }
}
