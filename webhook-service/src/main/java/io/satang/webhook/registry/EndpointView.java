package io.satang.webhook.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.satang.events.RawJson;
import io.satang.platform.json.ApiJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The webhook endpoint object. Of headers it shows the names, as their values are passwords; of secrets a new one, once;
 * of a client certificate never the key.
 */
record EndpointView(
        String object,
        String id,
        boolean livemode,
        String location,
        Optional<String> uri,
        boolean followsAccount,
        Optional<String> description,
        List<String> events,
        List<String> headerNames,
        RawJson metadata,
        OptionalInt rateLimit,
        Optional<RetriesView> retries,
        List<String> signatures,
        String ordering,
        Optional<String> jwksUri,
        Optional<CertificateView> clientCertificate,
        OptionalLong lease,
        String state,
        Optional<String> stateReason,
        Instant stateSince,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> secret,
        Instant createdAt,
        Instant updatedAt) {

    /** @param accountUri where the account's own endpoint is */
    static String render(WebhookEndpoint endpoint, Optional<String> accountUri) {
        return ApiJson.write(of(endpoint, accountUri, Optional.empty()));
    }

    /** With the secret that the endpoint has got. */
    static String render(WebhookEndpoint endpoint, Optional<String> accountUri, SecretRoll roll) {
        return ApiJson.write(of(endpoint, accountUri, Optional.of(roll.shown())));
    }

    private static EndpointView of(WebhookEndpoint endpoint, Optional<String> accountUri, Optional<String> secret) {
        EndpointSettings settings = endpoint.settings();
        return new EndpointView(
                "webhook_endpoint",
                endpoint.id().value(),
                endpoint.livemode(),
                "/webhook_endpoints/" + endpoint.id(),
                endpoint.isOwn() ? accountUri : settings.uri(),
                endpoint.isOwn(),
                settings.description(),
                settings.events().texts(),
                List.copyOf(settings.headers().values().keySet()),
                settings.metadata(),
                settings.perSecond(),
                settings.retries().map(RetriesView::of),
                settings.keyed() ? List.of("v1", "v1a") : List.of("v1"),
                settings.ordering().text(),
                Optional.of("/webhook_endpoints/" + endpoint.id() + "/jwks.json")
                        .filter(uri -> settings.keyed()),
                settings.clientCertificate().map(CertificateView::of),
                settings.lease()
                        .map(lease -> OptionalLong.of(lease.toSeconds()))
                        .orElseGet(OptionalLong::empty),
                endpoint.state().text(),
                endpoint.state().reason(),
                endpoint.state().since(),
                secret,
                endpoint.createdAt(),
                endpoint.updatedAt());
    }
}
