package io.satang.webhook.delivery;

import io.satang.webhook.endpoint.EndpointId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What all replicas together may send to endpoints that take only so many deliveries a second: a bucket for each, which holds a second's tokens, and
 * may be overdrawn by what comes in within {@link #WAIT_MAX}. Tokens that nobody uses are lost, which is as if they had been used.
 */
public interface PaceStore {
    /** Whoever would have to wait for longer gets no token, and comes back. */
    Duration WAIT_MAX = Duration.ofSeconds(5);

    /** Takes tokens for each of these endpoints, and answers in their order; a few more than are needed where nobody has to wait for them. */
    Uni<List<Grant>> take(List<Demand> demands);

    /** Forgets a bounded part of the buckets that nobody has taken from for a day; they are full again by then. */
    Uni<Void> forget();

    /**
     * So many deliveries are to be sent to the endpoint, each named once.
     *
     * @param perSecond how many it takes
     */
    record Demand(EndpointId endpoint, int perSecond, int needed) {
        public Demand {
            Objects.requireNonNull(endpoint, "endpoint");
        }
    }

    /**
     * What may be sent.
     *
     * @param tokens how many deliveries
     * @param owed   how many of all replicas' had not come in before
     */
    record Grant(int tokens, double owed) {
        private static final long NANOS_PER_SECOND = 1_000_000_000L;

        /**
         * How long to wait with one of these deliveries. It is more than {@link PaceStore#WAIT_MAX} for one that got no token.
         *
         * @param number which one, from 1
         */
        Duration waitOf(int number, int perSecond) {
            double late = owed + Math.min(number, tokens + 1) - perSecond;
            return late <= 0 ? Duration.ZERO : Duration.ofNanos((long) (late * NANOS_PER_SECOND / perSecond));
        }
    }
}
