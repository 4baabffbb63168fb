package io.satang.webhook.delivery;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Deliveries that wait for their endpoints to be enabled again, or for their hosts to answer. */
interface HeldStore {

    /**
     * What was looked at.
     *
     * @param released how many deliveries need not wait any more
     * @param last     the endpoint or host behind which the next look begins; empty when this was the last one
     */
    record Looked(int released, Optional<String> last) {
        public Looked {
            Objects.requireNonNull(last, "last");
        }
    }

    /**
     * A delivery that was given up without another attempt.
     *
     * @param endpointId empty when its address was named with a charge
     * @param attempts   how many had failed before
     * @param turn       what it is called by those that wait for it
     */
    record GivenUp(String eventId, String accountId, Optional<String> endpointId, int attempts, String turn) {
        public GivenUp {
            Objects.requireNonNull(eventId, "eventId");
            Objects.requireNonNull(accountId, "accountId");
            Objects.requireNonNull(endpointId, "endpointId");
            Objects.requireNonNull(turn, "turn");
        }
    }

    /**
     * Gives up what has waited for too long for endpoints that only fail and for hosts that do not answer, a bounded part. What waits for an endpoint that is paused, disabled or well
     * meanwhile is not given up.
     */
    Uni<List<GivenUp>> giveUp();

    /**
     * Looks at the next endpoints for which something waits: of those that are enabled the oldest of it becomes due, one alone if the endpoint
     * has only failed and is to be asked again, of those that are deleted it
     * is taken back.
     *
     * @param behind the endpoint to begin behind
     */
    Uni<Looked> release(String behind);

    /**
     * Looks at the next hosts for which something waits: of those that answer the oldest of it becomes due, of those that are to be asked again one
     * alone.
     *
     * @param behind the host to begin behind, as {@link SilentHost#text} calls it
     */
    Uni<Looked> releaseForHosts(String behind);
}
