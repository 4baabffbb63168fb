package io.satang.webhook.registry;

import io.satang.events.RawJson;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.RequestId;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.webhook.audit.AuditEntry;
import io.satang.webhook.audit.AuditEntry.Action;
import io.satang.webhook.event.DeliveryNumber;
import io.satang.webhook.event.EventKey;
import io.satang.webhook.event.MerchantEvent;
import io.satang.webhook.registry.EndpointState.Disabled;
import io.satang.webhook.registry.EndpointState.Enabled;
import io.satang.webhook.registry.EndpointState.Paused;
import io.satang.webhook.registry.PingStore.Ping;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/** Tries endpoints with an event of which nothing has happened. */
@Singleton
class Pings {
    private final PingStore store;
    private final Clock clock;
    private final Ids ids;

    Pings(PingStore store, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.ids = new Ids(clock);
    }

    private record PingView(String object, String endpoint, String event, String delivery) {}

    /**
     * Sends one. What becomes of it stands with its delivery.
     *
     * @param accountUri where the account's own endpoint is
     * @return fails with {@code bad_request} when the endpoint is not enabled, or has no address
     */
    Uni<KeyedAnswer> send(
            WebhookEndpoint endpoint, Optional<String> accountUri, Optional<IdempotencyRequest> idempotency) {
        requireEnabled(endpoint);
        String uri = (endpoint.isOwn() ? accountUri : endpoint.settings().uri())
                .orElseThrow(() -> ApiException.badRequest("account has no webhook endpoint now"));
        Optional<String> requestId = RequestId.current();
        MerchantEvent event = new MerchantEvent(
                ids.next("evnt", endpoint.livemode()),
                endpoint.accountId(),
                endpoint.livemode(),
                EventKey.WEBHOOK_PING,
                endpoint.id().value(),
                1,
                new RawJson(EndpointView.render(endpoint, accountUri)),
                clock.instant(),
                requestId,
                Optional.empty());
        PingView view =
                new PingView("ping", endpoint.id().value(), event.id(), new DeliveryNumber(event.id(), 0).toString());
        AuditEntry entry = AuditEntry.ofMerchant(
                Action.ENDPOINT_PINGED,
                endpoint.accountId(),
                requestId,
                endpoint.id().value());
        return store.send(new Ping(event, uri, endpoint.isOwn()), entry, ApiJson.write(view), idempotency);
    }

    private static void requireEnabled(WebhookEndpoint endpoint) {
        switch (endpoint.state()) {
            case Enabled unused -> {}
            case Paused unused -> throw ApiException.badRequest("endpoint is paused: resume it first");
            case Disabled unused -> throw ApiException.badRequest("endpoint is disabled: resume it first");
        }
    }
}
