package io.satang.webhook.registry;

import io.satang.events.RawJson;
import io.satang.webhook.delivery.RetryPolicy;
import io.satang.webhook.endpoint.ClientCertificate;
import io.satang.webhook.endpoint.CustomHeaders;
import io.satang.webhook.event.EventPatterns;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a merchant says of an endpoint.
 *
 * @param uri      where it is; empty for the account's own, whose address stands with the account
 * @param events   what it is told
 * @param headers  what is sent with each webhook
 * @param metadata the merchant's own data
 * @param perSecond how many deliveries it takes in a second
 * @param retries  how failed attempts are repeated; empty for as usual
 * @param keyed    whether its webhooks are signed with an Ed25519 key, too
 * @param lease    for how long it is kept after it was renewed last; empty for as long as nobody deletes it
 * @param ordering in which order it gets what happens
 * @param clientCertificate what it is shown when it asks who delivers
 */
public record EndpointSettings(
        Optional<String> uri,
        Optional<String> description,
        EventPatterns events,
        CustomHeaders headers,
        RawJson metadata,
        OptionalInt perSecond,
        Optional<RetryPolicy> retries,
        boolean keyed,
        Optional<Duration> lease,
        Ordering ordering,
        Optional<ClientCertificate> clientCertificate) {
    private static final int CHARS_PER_PAUSE = 16;
    // Beside the text stands what was read of it.
    private static final int CERTIFICATE_PARSED = 2;
    private static final RawJson NOTHING = new RawJson("{}");

    public EndpointSettings {
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(perSecond, "perSecond");
        Objects.requireNonNull(retries, "retries");
        Objects.requireNonNull(lease, "lease");
        Objects.requireNonNull(ordering, "ordering");
        Objects.requireNonNull(clientCertificate, "clientCertificate");
    }

    /** Of an endpoint of which nothing was said. */
    static EndpointSettings initial() {
        return new EndpointSettings(
                Optional.empty(),
                Optional.empty(),
                EventPatterns.ALL,
                CustomHeaders.NONE,
                NOTHING,
                OptionalInt.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Ordering.NONE,
                Optional.empty());
    }

    /** How many bytes of memory they take, at the most. */
    int bytes() {
        int chars = uri.map(String::length).orElse(0)
                + description.map(String::length).orElse(0)
                + String.join("", events.texts()).length()
                + headers.chars()
                + metadata.text().length()
                + clientCertificate.map(ClientCertificate::chars).orElse(0) * CERTIFICATE_PARSED
                + retries.map(policy -> policy.schedule().attemptsMax()).orElse(0) * CHARS_PER_PAUSE;
        return 2 * chars;
    }
}
