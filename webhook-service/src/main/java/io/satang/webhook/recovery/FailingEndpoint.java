package io.satang.webhook.recovery;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An endpoint that does not take what is sent to it.
 *
 * @param endpointId    the merchant's endpoint; empty when the address was named with objects
 * @param uri           where the last of it was sent
 * @param since         when the oldest of what it has not taken failed for the first time
 * @param waiting       how many deliveries will be repeated; counted up to a bound
 * @param exhausted     how many were given up; counted up to a bound
 * @param nextAttemptAt when it is asked again; empty when it is not
 * @param status        what it answered last; 0 when it did not answer
 * @param error         why that was a failure
 */
record FailingEndpoint(
        String accountId,
        Optional<String> endpointId,
        String uri,
        Optional<Instant> since,
        long waiting,
        long exhausted,
        Optional<Instant> nextAttemptAt,
        Optional<Integer> status,
        Optional<String> error) {

    FailingEndpoint {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(endpointId, "endpointId");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(nextAttemptAt, "nextAttemptAt");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(error, "error");
    }
}
