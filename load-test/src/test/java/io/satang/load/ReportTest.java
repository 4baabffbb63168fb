package io.satang.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.load.Report.BacklogAge;
import io.satang.load.Report.Outcome;
import io.satang.load.Report.Redemptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {

    @ParameterizedTest
    @CsvSource({"0,0,true", "0,2000,true", "0,2001,false", "1000,66000,false", "66000,65000,true", "66000,67000,false"})
    void a_run_in_which_webhooks_fall_behind_is_not_sound(long start, long end, boolean sound) {
        assertThat(report(start, end).sound()).isEqualTo(sound);
    }

    @Test
    void the_age_of_the_backlog_is_told() {
        Report report = report(100, 66_000);

        assertThat(ReportText.of(report))
                .contains("oldest webhook due since 0.1 s at the start, 66.0 s at the end, at most 66.0 s: IT GROWS");
        assertThat(ReportJson.of(report, Instant.EPOCH)
                        .getJsonObject("backlog_age_ms")
                        .getMap())
                .isEqualTo(Map.of("start", 100L, "end", 66_000L, "oldest", 66_000L, "grows", true));
    }

    @Test
    void a_run_in_which_a_reward_is_missing_or_too_much_is_not_sound() {
        assertThat(report(0, 0, Optional.of(new Redemptions(7, 7, 7))).sound()).isTrue();
        assertThat(report(0, 0, Optional.of(new Redemptions(7, 8, 7))).sound()).isFalse();
        Report missing = report(0, 0, Optional.of(new Redemptions(7, 6, 6)));
        assertThat(missing.sound()).isFalse();
        assertThat(ReportText.of(missing))
                .contains("6 for 7 payments by the card that has joined, 6 told: NOT THE SAME");
    }

    private static Report report(long startMillis, long endMillis) {
        return report(startMillis, endMillis, Optional.empty());
    }

    private static Report report(long startMillis, long endMillis, Optional<Redemptions> redemptions) {
        Duration start = Duration.ofMillis(startMillis);
        Duration end = Duration.ofMillis(endMillis);
        return new Report(
                "64 connections",
                60,
                Optional.empty(),
                900,
                new Latencies().all(),
                List.of(),
                new BacklogAge(start, end, start.compareTo(end) > 0 ? start : end),
                new Outcome(1, 1, 0, 0, 1, 0),
                redemptions,
                Map.of(),
                0);
    }
}
