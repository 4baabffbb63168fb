package io.satang.webhook.registry;

import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.registry.EndpointState.Enabled;
import java.time.Instant;
import java.util.Objects;

/**
 * One of a merchant's endpoints.
 *
 * @param version   counts its changes, from 1; 0 when nothing was said of it yet, and it has no row
 * @param createdAt when it was made; with its account, if it is the account's own
 * @param updatedAt when it was changed last
 */
public record WebhookEndpoint(
        EndpointId id,
        String accountId,
        boolean livemode,
        EndpointSettings settings,
        EndpointState state,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    private static final int BYTES_BESIDE = 1_024;

    public WebhookEndpoint {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }

    /** The account's own, as long as nothing was said of it. */
    static WebhookEndpoint own(String accountId, boolean livemode, Instant openedAt) {
        return new WebhookEndpoint(
                EndpointId.ofAccount(accountId),
                accountId,
                livemode,
                EndpointSettings.initial(),
                new Enabled(openedAt),
                0,
                openedAt,
                openedAt);
    }

    /** Whether its address stands with its account. */
    public boolean isOwn() {
        return id.equals(EndpointId.ofAccount(accountId));
    }

    /** The same with these settings. */
    WebhookEndpoint with(EndpointSettings other, Instant now) {
        return new WebhookEndpoint(id, accountId, livemode, other, state, version + 1, createdAt, now);
    }

    /** The same in this state. */
    WebhookEndpoint in(EndpointState other, Instant now) {
        return new WebhookEndpoint(id, accountId, livemode, settings, other, version + 1, createdAt, now);
    }

    /** The same, of which something else has changed that is not shown. */
    WebhookEndpoint touched(Instant now) {
        return in(state, now);
    }

    /** How many bytes of memory it takes, at the most. */
    int bytes() {
        return BYTES_BESIDE + settings.bytes();
    }
}
