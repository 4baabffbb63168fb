package io.satang.webhook.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.satang.webhook.endpoint.EndpointId;
import java.time.Duration;
import java.time.Instant;

/**
 * When the next delivery may go to an endpoint that takes only so many a second: a bucket that holds a second's tokens.
 *
 * <p>Safe for use by several threads.
 */
final class Paces {
    /** Whoever would have to wait for longer gets no token, and comes back. */
    static final Duration WAIT_MAX = Duration.ofSeconds(5);

    private static final int ENDPOINTS_MAX = 50_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    // For each endpoint when the bucket would have been full: a token taken moves it by its share of a second. One that
    // is
    // forgotten begins with a full bucket.
    private final Cache<EndpointId, Instant> full =
            Caffeine.newBuilder().maximumSize(ENDPOINTS_MAX).build();

    /**
     * For how long a delivery has to wait. Its token is taken if that is no longer than {@link #WAIT_MAX}.
     *
     * @param perSecond how many the endpoint takes
     */
    Duration take(EndpointId endpoint, int perSecond, Instant now) {
        Duration share = Duration.ofNanos(NANOS_PER_SECOND / perSecond);
        Duration[] wait = {Duration.ZERO};
        full.asMap().compute(endpoint, (id, before) -> {
            Instant from = before == null || before.isBefore(now) ? now : before;
            Instant after = from.plus(share);
            Duration late = Duration.between(now.plusSeconds(1), after);
            wait[0] = late.isNegative() ? Duration.ZERO : late;
            return wait[0].compareTo(WAIT_MAX) > 0 ? from : after;
        });
        return wait[0];
    }
}
