package io.satang.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final RetrySchedule LISTED = new RetrySchedule.Listed(
            List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofSeconds(30)), 0.2);

    @Test
    void the_pauses_of_a_list_are_taken_as_they_are_and_moved_at_random() {
        assertThat(LISTED.attemptsMax()).isEqualTo(4);
        assertThat(LISTED.allowsAnother(3)).isTrue();
        assertThat(LISTED.allowsAnother(4)).isFalse();
        assertThat(LISTED.pauseAfter(1, 0.5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(LISTED.pauseAfter(2, 0)).isEqualTo(Duration.ofMinutes(4));
        assertThat(LISTED.pauseAfter(3, 0.5)).isEqualTo(Duration.ofSeconds(30));
        assertThat(LISTED.pauseAfter(9, 0.5)).as("beyond its end").isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void the_span_that_is_left_is_that_of_the_attempts_that_are_left() {
        assertThat(LISTED.spanAfter(0)).isEqualTo(Duration.ofSeconds(335));
        assertThat(LISTED.spanAfter(2)).isEqualTo(Duration.ofSeconds(30));
        assertThat(LISTED.spanAfter(4)).isZero();
        assertThat(RetrySchedule.Exponential.DEFAULT.spanAfter(0)).isBetween(Duration.ofDays(7), Duration.ofDays(8));
    }

    private static final RetrySchedule DEFAULT = RetrySchedule.Exponential.DEFAULT;
    private static final double MIDDLE = 0.5;

    @Test
    void pausesDoubleUpToTheLongest() {
        assertThat(DEFAULT.pauseAfter(1, MIDDLE)).isEqualTo(Duration.ofSeconds(5));
        assertThat(DEFAULT.pauseAfter(2, MIDDLE)).isEqualTo(Duration.ofSeconds(10));
        assertThat(DEFAULT.pauseAfter(5, MIDDLE)).isEqualTo(Duration.ofSeconds(80));
        assertThat(DEFAULT.pauseAfter(27, MIDDLE)).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void theDefaultTriesForAWeek() {
        assertThat(DEFAULT.attemptsMax()).isGreaterThanOrEqualTo(16);
        assertThat(whole(MIDDLE)).isBetween(Duration.ofDays(7), Duration.ofDays(8));
        assertThat(whole(0)).isGreaterThanOrEqualTo(Duration.ofDays(5));
    }

    private static Duration whole(double jitter) {
        return IntStream.range(1, DEFAULT.attemptsMax())
                .mapToObj(attempts -> DEFAULT.pauseAfter(attempts, jitter))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void an_endpoint_may_ask_for_a_longer_pause_and_not_for_a_shorter_one() {
        assertThat(asking(Duration.ofMinutes(3))).isEqualTo(Duration.ofMinutes(3));
        assertThat(asking(Duration.ZERO)).isEqualTo(Duration.ofSeconds(5));
        assertThat(asking(Duration.ofDays(400))).isEqualTo(Duration.ofDays(1));
    }

    private static Duration asking(Duration pause) {
        return DEFAULT.pauseAfter(1, MIDDLE, Optional.of(pause));
    }

    @Property
    void jitterMovesAPauseByAtMostAFifth(
            @ForAll @IntRange(min = 1, max = 40) int attempts,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double jitter) {
        double planned = DEFAULT.pauseAfter(attempts, MIDDLE).toMillis();

        assertThat((double) DEFAULT.pauseAfter(attempts, jitter).toMillis())
                .isBetween(planned * 0.8 - 1, planned * 1.2 + 1);
    }

    @Property
    void pausesNeverShrink(@ForAll @IntRange(min = 1, max = 1_000) int attempts) {
        assertThat(DEFAULT.pauseAfter(attempts + 1, MIDDLE))
                .isGreaterThanOrEqualTo(DEFAULT.pauseAfter(attempts, MIDDLE));
    }

    @Test
    void refusesASchedulThatMakesNoSense() {
        Duration second = Duration.ofSeconds(1);
        Duration minute = Duration.ofMinutes(1);

        assertThatThrownBy(() -> new RetrySchedule.Exponential(0, second, minute, 2, 0.2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetrySchedule.Exponential(1, minute, second, 2, 0.2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetrySchedule.Exponential(1, second, minute, 0.5, 0.2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetrySchedule.Exponential(1, second, minute, 2, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetrySchedule.Exponential(1, second, minute, Double.NaN, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
