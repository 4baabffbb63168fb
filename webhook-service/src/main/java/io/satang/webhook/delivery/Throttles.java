package io.satang.webhook.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Endpoints that have asked to be left alone for a while: by 429, or by a gateway's 502 or 504 in front of a server that cannot keep up
 * (Standard Webhooks 1.0.0, "delivery"). What waits for one of them waits in the table and counts no attempt. Not safe for use by several
 * threads.
 */
final class Throttles {
    static final Duration USUAL = Duration.ofSeconds(10);
    static final Duration LONGEST = Duration.ofHours(1);
    private static final int ENDPOINTS_MAX = 10_000;

    // The one that was throttled longest ago is forgotten first.
    private final Map<Lane.Key, Instant> until = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Lane.Key, Instant> eldest) {
            return size() > ENDPOINTS_MAX;
        }
    };

    /** An attempt has ended like this. */
    void heard(Delivery delivery, AttemptOutcome outcome, Instant now) {
        if (outcome.throttles()) {
            Duration asked = outcome.retryAfter().orElse(USUAL);
            until.put(Lane.Key.of(delivery), now.plus(asked.compareTo(LONGEST) > 0 ? LONGEST : asked));
        }
    }

    /** Until when this delivery's endpoint is to be left alone; empty when it need not be. */
    Optional<Instant> until(Delivery delivery, Instant now) {
        Lane.Key key = Lane.Key.of(delivery);
        Optional<Instant> end = Optional.ofNullable(until.get(key));
        if (end.isPresent() && !end.get().isAfter(now)) {
            until.remove(key);
            return Optional.empty();
        }
        return end;
    }
}
