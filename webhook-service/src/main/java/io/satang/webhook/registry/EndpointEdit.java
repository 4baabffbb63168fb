package io.satang.webhook.registry;

import io.satang.events.RawJson;
import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import io.satang.platform.uri.WebhookUriRule;
import io.satang.webhook.delivery.RetryPolicy;
import io.satang.webhook.endpoint.ClientCertificate;
import io.satang.webhook.endpoint.CustomHeaders;
import io.satang.webhook.event.EventPatterns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a request says of an endpoint: what is empty stays as it is.
 *
 * @param description an empty text takes it away
 * @param perSecond   how many deliveries it takes in a second, or that it does not say any more
 * @param retries     how failed attempts are repeated, or that they are as usual again
 * @param keyed       whether its webhooks are signed with an Ed25519 key, too
 * @param lease       for how long it is kept after it was renewed last, or that it is kept until it is deleted
 * @param ordering    in which order it gets what happens
 * @param clientCertificate what it is shown when it asks who delivers, or that it is shown nothing any more
 * @param paused      whether it is to be left alone
 */
record EndpointEdit(
        Optional<String> uri,
        Optional<String> description,
        Optional<EventPatterns> events,
        Optional<CustomHeaders> headers,
        Optional<RawJson> metadata,
        Optional<OptionalInt> perSecond,
        Optional<Optional<RetryPolicy>> retries,
        Optional<Boolean> keyed,
        Optional<Optional<Duration>> lease,
        Optional<Ordering> ordering,
        Optional<Optional<ClientCertificate>> clientCertificate,
        Optional<Boolean> paused) {

    private static final String CERTIFICATE = "client_certificate";

    /** All that it reads. */
    static final Set<String> NAMES = Set.of(
            "uri",
            "description",
            "events",
            "headers",
            "metadata",
            "state",
            "rate_limit",
            "retries",
            "signatures",
            "lease",
            "ordering",
            CERTIFICATE);

    private static final int DESCRIPTION_CHARS_MAX = 255;
    private static final int METADATA_CHARS_MAX = 8_192;
    private static final int RATE_MAX = 1_000;
    private static final int LEASE_SECONDS_MIN = 5;
    private static final int LEASE_SECONDS_MAX = 86_400;
    private static final String KEYED = "v1a";
    private static final Set<String> SIGNATURES = Set.of("v1", KEYED);

    EndpointEdit {
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(perSecond, "perSecond");
        Objects.requireNonNull(retries, "retries");
        Objects.requireNonNull(keyed, "keyed");
        Objects.requireNonNull(lease, "lease");
        Objects.requireNonNull(ordering, "ordering");
        Objects.requireNonNull(clientCertificate, "clientCertificate");
        Objects.requireNonNull(paused, "paused");
    }

    /**
     * Reads what can be read without looking further: whether the address may be reached is not asked here.
     *
     * @param now when a certificate has to be valid
     * @throws ApiException {@code bad_request} for what is malformed
     */
    static EndpointEdit from(Params params, WebhookUriRule uris, Instant now) {
        return new EndpointEdit(
                params.text("uri").map(text -> uris.check("uri", text)),
                params.text("description", DESCRIPTION_CHARS_MAX).or(() -> cleared(params, "description", "")),
                events(params),
                headers(params),
                metadata(params),
                perSecond(params),
                RetryParams.read(params),
                keyed(params),
                lease(params),
                ordering(params),
                clientCertificate(params, now),
                params.text("state").map(EndpointEdit::paused));
    }

    EndpointSettings applyTo(EndpointSettings settings) {
        return new EndpointSettings(
                uri.or(settings::uri),
                description.or(settings::description).filter(text -> !text.isEmpty()),
                events.orElse(settings.events()),
                headers.orElse(settings.headers()),
                metadata.orElse(settings.metadata()),
                perSecond.orElse(settings.perSecond()),
                retries.orElse(settings.retries()),
                keyed.orElse(settings.keyed()),
                lease.orElse(settings.lease()),
                ordering.orElse(settings.ordering()),
                clientCertificate.orElse(settings.clientCertificate()));
    }

    private static Optional<EventPatterns> events(Params params) {
        List<String> texts = params.isText("events") ? List.of(params.requiredText("events")) : params.texts("events");
        if (texts.isEmpty()) {
            return cleared(params, "events", EventPatterns.ALL);
        }
        if (texts.size() > EventPatterns.MAX) {
            throw ApiException.badRequest("events are too many (maximum is " + EventPatterns.MAX + ")");
        }
        if (!texts.stream().allMatch(EventPatterns::isPattern)) {
            throw ApiException.badRequest(
                    "events are invalid: each is an event's key or a pattern with * that fits one");
        }
        return Optional.of(EventPatterns.of(texts.stream().distinct().toList()));
    }

    private static Optional<CustomHeaders> headers(Params params) {
        Params given = params.object("headers");
        if (given.names().isEmpty()) {
            return cleared(params, "headers", CustomHeaders.NONE);
        }
        Map<String, String> values =
                given.names().stream().collect(Collectors.toMap(Function.identity(), given::requiredText));
        return Optional.of(CustomHeaders.checked(values));
    }

    private static Optional<RawJson> metadata(Params params) {
        return params.has("metadata")
                ? Optional.of(params.metadata(METADATA_CHARS_MAX))
                : cleared(params, "metadata", new RawJson("{}"));
    }

    private static Optional<OptionalInt> perSecond(Params params) {
        OptionalLong limit = params.integer("rate_limit");
        if (limit.isEmpty()) {
            return cleared(params, "rate_limit", OptionalInt.empty());
        }
        if (limit.getAsLong() < 1 || limit.getAsLong() > RATE_MAX) {
            throw ApiException.badRequest("rate_limit must be between 1 and " + RATE_MAX);
        }
        return Optional.of(OptionalInt.of((int) limit.getAsLong()));
    }

    private static Optional<Boolean> keyed(Params params) {
        List<String> schemes = params.texts("signatures");
        if (!SIGNATURES.containsAll(schemes)) {
            throw ApiException.badRequest("signatures are invalid: v1 is always there, and v1a may be beside it");
        }
        return schemes.isEmpty() ? Optional.empty() : Optional.of(schemes.contains(KEYED));
    }

    private static Optional<Optional<Duration>> lease(Params params) {
        OptionalLong seconds = params.integer("lease");
        if (seconds.isEmpty()) {
            return cleared(params, "lease", Optional.empty());
        }
        if (seconds.getAsLong() < LEASE_SECONDS_MIN || seconds.getAsLong() > LEASE_SECONDS_MAX) {
            throw ApiException.badRequest(
                    "lease must be between " + LEASE_SECONDS_MIN + " and " + LEASE_SECONDS_MAX + " seconds");
        }
        return Optional.of(Optional.of(Duration.ofSeconds(seconds.getAsLong())));
    }

    private static Optional<Ordering> ordering(Params params) {
        return params.text("ordering")
                .map(text -> Ordering.parse(text)
                        .orElseThrow(() -> ApiException.badRequest("ordering is invalid: none or object")))
                .or(() -> cleared(params, "ordering", Ordering.NONE));
    }

    private static Optional<Optional<ClientCertificate>> clientCertificate(Params params, Instant now) {
        if (params.isNull(CERTIFICATE) || params.cleared(CERTIFICATE)) {
            return Optional.of(Optional.empty());
        }
        if (!params.has(CERTIFICATE)) {
            return Optional.empty();
        }
        Params given = params.object(CERTIFICATE);
        given.requireOnly(Set.of("certificate", "key"));
        return Optional.of(Optional.of(
                ClientCertificate.checked(given.requiredText("certificate"), given.requiredText("key"), now)));
    }

    private static <T> Optional<T> cleared(Params params, String name, T nothing) {
        return params.cleared(name) ? Optional.of(nothing) : Optional.empty();
    }

    private static boolean paused(String state) {
        return switch (state) {
            case EndpointState.Enabled.TEXT -> false;
            case EndpointState.Paused.TEXT -> true;
            default -> throw ApiException.badRequest("state is invalid");
        };
    }
}
