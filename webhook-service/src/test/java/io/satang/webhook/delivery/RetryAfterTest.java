package io.satang.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0                             | PT0S
                    120                           | PT2M
                    ' 7 '                         | PT7S
                    1.5                           | PT1.5S
                    999999999                     | PT277777H46M39S
                    Fri, 2 Jan 2026 03:05:05 GMT  | PT1M
                    Fri, 02 Jan 2026 03:05:05 GMT | PT1M
                    Fri, 02 Jan 2026 03:00:00 GMT | PT0S
                    """)
    void reads_seconds_and_dates(String header, Duration pause) {
        assertThat(RetryAfter.parse(header, NOW)).contains(pause);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "soon",
                "1e9",
                "NaN",
                "9999999999",
                "2026-01-02T03:05:05Z",
                "Fri, 99 Jan 2026 03:05:05 GMT"
            })
    void goes_by_nothing_else(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }
}
