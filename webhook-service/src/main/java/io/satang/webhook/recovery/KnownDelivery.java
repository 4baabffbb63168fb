package io.satang.webhook.recovery;

import io.satang.webhook.event.DeliveryNumber;
import io.satang.webhook.event.DeliveryStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A delivery with the last attempt that was made.
 *
 * @param eventKey      what is told
 * @param endpointId    the merchant's endpoint that it is for; empty when its address was named with the object
 * @param uri           where it goes, or was sent last
 * @param attempts      how many attempts have been made
 * @param nextAttemptAt when the next one is to be made; empty when there will be none, and while one is under way
 * @param last          the last attempt, if there was one
 */
record KnownDelivery(
        DeliveryNumber number,
        String eventKey,
        Optional<String> endpointId,
        String uri,
        DeliveryStatus status,
        int attempts,
        Optional<Instant> nextAttemptAt,
        Optional<LastAttempt> last) {

    KnownDelivery {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(eventKey, "eventKey");
        Objects.requireNonNull(endpointId, "endpointId");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(nextAttemptAt, "nextAttemptAt");
        Objects.requireNonNull(last, "last");
    }

    /**
     * How an attempt ended.
     *
     * @param status    what the endpoint answered; 0 when it did not answer
     * @param error     why it failed, if it did
     * @param latencyMs how long it took, in milliseconds; empty when the release before made it
     * @param answer    how the answer's body begins
     * @param at        when it ended
     */
    record LastAttempt(
            int status, Optional<String> error, Optional<Integer> latencyMs, Optional<String> answer, Instant at) {
        LastAttempt {
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(latencyMs, "latencyMs");
            Objects.requireNonNull(answer, "answer");
            Objects.requireNonNull(at, "at");
        }
    }
}
