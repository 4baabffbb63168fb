package io.satang.webhook.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.health.HourTallies.EndpointHour;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HourTalliesTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final EndpointId ENDPOINT = new EndpointId("whep_test_5satang000000000001");
    private static final EndpointHour ONE = EndpointHour.of(ENDPOINT, NOON);
    private static final EndpointHour OTHER = EndpointHour.of(new EndpointId("whep_test_5satang000000000002"), NOON);

    private final HourTallies tallies = new HourTallies(1);

    @Test
    void attemptsOfAnHourAreOneTally() {
        tallies.add(EndpointHour.of(ENDPOINT, NOON.plusSeconds(3_599)), Tally.of(true));
        tallies.add(ONE, Tally.of(false));

        assertThat(tallies.take()).isEqualTo(Map.of(ONE, new Tally(2, 1)));
        assertThat(tallies.take()).isEmpty();
    }

    @Test
    void moreEndpointsThanThereIsRoomForAreNotCountedUntilTheyAreStored() {
        tallies.add(ONE, Tally.of(true));
        tallies.add(OTHER, Tally.of(true));
        tallies.add(ONE, Tally.of(true));

        assertThat(tallies.take()).isEqualTo(Map.of(ONE, new Tally(2, 2)));
        tallies.add(OTHER, Tally.of(true));
        assertThat(tallies.take()).containsKey(OTHER);
    }
}
