package io.satang.webhook.health;

import io.satang.webhook.endpoint.EndpointId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How an endpoint does.
 *
 * @param uri          where it was asked
 * @param failures     in a row
 * @param failingSince when the first of these was
 * @param probeAt      when it is asked again, once; empty while it is asked as usual
 */
record Health(
        EndpointId endpointId,
        String accountId,
        String uri,
        int failures,
        Instant failingSince,
        Optional<Instant> probeAt) {

    Health {
        Objects.requireNonNull(endpointId, "endpointId");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(failingSince, "failingSince");
        Objects.requireNonNull(probeAt, "probeAt");
    }
}
