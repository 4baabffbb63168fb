package io.satang.webhook.health;

import io.satang.webhook.endpoint.EndpointId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** What was counted and not stored yet. Safe for use by several threads. */
final class HourTallies {
    private final int most;
    private Map<EndpointHour, Tally> counted = new HashMap<>();

    /** An hour of an endpoint, by its beginning. */
    record EndpointHour(EndpointId endpoint, Instant hour) {
        static EndpointHour of(EndpointId endpoint, Instant at) {
            return new EndpointHour(endpoint, at.truncatedTo(ChronoUnit.HOURS));
        }
    }

    /** @param most endpoints and hours at a time; of others nothing is counted meanwhile */
    HourTallies(int most) {
        this.most = most;
    }

    synchronized void add(EndpointHour hour, Tally tally) {
        if (counted.size() < most || counted.containsKey(hour)) {
            counted.merge(hour, tally, Tally::plus);
        }
    }

    /** All of it, to be stored. */
    synchronized Map<EndpointHour, Tally> take() {
        Map<EndpointHour, Tally> taken = counted;
        counted = new HashMap<>();
        return taken;
    }
}
