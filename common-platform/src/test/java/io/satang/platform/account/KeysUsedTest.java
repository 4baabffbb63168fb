package io.satang.platform.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class KeysUsedTest {
    private static final Instant MINUTE = Instant.parse("2026-01-02T03:04:00Z");

    private Instant now = MINUTE.plusSeconds(5);
    private final KeysUsed used = new KeysUsed(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void aKeyIsToldOnceAMinuteHoweverOftenItIsUsed() {
        used.add("a");
        used.add("a");
        assertThat(used.next()).containsOnlyKeys("a").containsValue(MINUTE);
        used.add("a");
        assertThat(used.next()).isEmpty();

        now = now.plus(Duration.ofMinutes(1));
        used.add("a");

        assertThat(used.next()).containsValue(MINUTE.plusSeconds(60));
    }

    @Test
    void whatDoesNotFitIsToldNext() {
        for (int n = 0; n < 300; n++) {
            used.add("key" + n);
        }

        assertThat(used.next()).hasSize(256);
        assertThat(used.next()).hasSize(44);
        assertThat(used.next()).isEmpty();
    }
}
