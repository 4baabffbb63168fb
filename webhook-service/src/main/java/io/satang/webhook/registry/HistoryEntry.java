package io.satang.webhook.registry;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One change of an endpoint.
 *
 * @param version   the endpoint's after it
 * @param action    what was done; what the release before did is told by the state alone
 * @param state     the endpoint's after it
 * @param reason    why it is disabled, if it is
 * @param actor     who did it
 * @param requestId the request that asked for it
 * @param at        when
 */
record HistoryEntry(
        long version,
        String action,
        String state,
        Optional<String> reason,
        String actor,
        Optional<String> requestId,
        Instant at) {
    HistoryEntry {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(at, "at");
    }
}
