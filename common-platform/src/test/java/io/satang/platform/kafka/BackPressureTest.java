package io.satang.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackPressureTest {

    @ParameterizedTest
    @CsvSource({"0,0", "1400,0", "1500,0", "1700,50", "2500,250", "60000,250"})
    void the_further_consumers_are_behind_the_longer_is_what_causes_more(long behindMillis, long delayMillis) {
        assertThat(BackPressure.delayAt(Duration.ofMillis(behindMillis))).isEqualTo(Duration.ofMillis(delayMillis));
    }
}
