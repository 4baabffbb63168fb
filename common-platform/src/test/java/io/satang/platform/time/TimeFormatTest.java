package io.satang.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeFormatTest {

    @Test
    void timesAreWrittenInUtcToTheSecond() {
        assertThat(TimeFormat.iso(Instant.parse("2025-03-20T09:24:15.987654321Z")))
                .isEqualTo("2025-03-20T09:24:15Z");
        assertThat(TimeFormat.iso(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll @LongRange(min = 0, max = 253_402_300_799L) long second) {
        Instant time = Instant.ofEpochSecond(second);

        assertThat(TimeFormat.parse(TimeFormat.iso(time))).contains(time);
    }

    @Property
    void anyTextIsATimeOrNone(@ForAll String text) {
        assertThat(TimeFormat.parse(text)).isNotNull();
    }
}
