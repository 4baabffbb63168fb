package io.satang.webhook.registry;

import io.satang.platform.error.ApiException;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.registry.EndpointState.Disabled;
import io.satang.webhook.registry.EndpointState.Enabled;
import io.satang.webhook.registry.EndpointState.Paused;
import java.time.Instant;
import java.util.Optional;

/** What may become of an endpoint: pure functions of what it is, what is asked and the time. */
final class EndpointRules {
    /** An account has so many beside its own. */
    static final int ENDPOINTS_MAX = 20;

    private EndpointRules() {}

    /** A new one. */
    static WebhookEndpoint create(EndpointId id, String accountId, boolean livemode, EndpointEdit edit, Instant now) {
        EndpointState state = edit.paused().orElse(false) ? new Paused(now) : new Enabled(now);
        return new WebhookEndpoint(
                id, accountId, livemode, edit.applyTo(EndpointSettings.initial()), state, 1, now, now);
    }

    /**
     * Whether the account may have another.
     *
     * @param others how many it has beside its own
     * @throws ApiException when it may not
     */
    static void requireRoom(long others) {
        if (others >= ENDPOINTS_MAX) {
            throw ApiException.badRequest("account has too many webhook endpoints (maximum is " + ENDPOINTS_MAX + ")");
        }
    }

    /**
     * What is asked for, done.
     *
     * @throws ApiException when the address is to be changed of the account's own, which stands with the account, or it is to have a lease
     */
    static WebhookEndpoint change(WebhookEndpoint endpoint, EndpointEdit edit, Instant now) {
        if (endpoint.isOwn() && edit.uri().isPresent()) {
            throw ApiException.badRequest("uri of this endpoint is the account's webhook_uri: change it there");
        }
        if (endpoint.isOwn() && edit.lease().isPresent()) {
            throw ApiException.badRequest("this endpoint is the account's webhook_uri: it has no lease");
        }
        WebhookEndpoint changed = endpoint.with(edit.applyTo(endpoint.settings()), now);
        Optional<EndpointState> asked =
                edit.paused().map(paused -> paused ? pausedState(endpoint, now) : enabledState(endpoint, now));
        return new WebhookEndpoint(
                changed.id(),
                changed.accountId(),
                changed.livemode(),
                changed.settings(),
                asked.orElseGet(
                        () -> atAddress(endpoint.state(), changed.settings().uri(), now)),
                changed.version(),
                changed.createdAt(),
                now);
    }

    /** Nothing more is sent to it; once it is disabled it stays so. */
    static WebhookEndpoint pause(WebhookEndpoint endpoint, Instant now) {
        return endpoint.in(pausedState(endpoint, now), now);
    }

    /**
     * It is left alone until somebody enables it, or it has another address.
     *
     * @param why for its merchant to read
     * @param uri where it is
     */
    static WebhookEndpoint disable(WebhookEndpoint endpoint, String why, String uri, Instant now) {
        return endpoint.in(new Disabled(now, why, uri), now);
    }

    // What was the matter with one address says nothing of another.
    private static EndpointState atAddress(EndpointState state, Optional<String> uri, Instant now) {
        return switch (state) {
            case Disabled disabled when uri.isPresent() && !uri.get().equals(disabled.uri()) -> new Enabled(now);
            case Disabled disabled -> disabled;
            case Paused paused -> paused;
            case Enabled enabled -> enabled;
        };
    }

    /** It is sent again what happens, and what has waited. */
    static WebhookEndpoint enable(WebhookEndpoint endpoint, Instant now) {
        return endpoint.in(enabledState(endpoint, now), now);
    }

    /**
     * Whether it may be deleted.
     *
     * @param own whether it is the account's own
     * @throws ApiException when it is
     */
    static void requireDeletable(boolean own) {
        if (own) {
            throw ApiException.badRequest("this endpoint is the account's webhook_uri: take it away there");
        }
    }

    private static EndpointState pausedState(WebhookEndpoint endpoint, Instant now) {
        return switch (endpoint.state()) {
            case Enabled unused -> new Paused(now);
            case Paused paused -> paused;
            case Disabled disabled -> disabled;
        };
    }

    private static EndpointState enabledState(WebhookEndpoint endpoint, Instant now) {
        return switch (endpoint.state()) {
            case Enabled enabled -> enabled;
            case Paused unused -> new Enabled(now);
            case Disabled unused -> new Enabled(now);
        };
    }
}
