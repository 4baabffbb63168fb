package io.satang.webhook.endpoint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.satang.platform.uri.WebhookUri;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A merchant's webhook endpoint. Two endpoints are the same when their texts are.
 *
 * @param text   the URI as {@link WebhookUri} spells it
 * @param secure whether it is HTTPS
 * @param host   host name or literal address, without the brackets of IPv6
 * @param port   1 to 65535
 * @param path   raw path and query, never empty
 */
public record Endpoint(String text, boolean secure, String host, int port, String path) {
    /** An index entry has to hold the text. */
    public static final int CHARS_MAX = WebhookUri.CHARS_MAX;

    // The same few come with one event after the other, and reading one is dear.
    private static final Cache<String, Optional<Endpoint>> READ = Caffeine.newBuilder()
            .maximumWeight(2L * 1024 * 1024)
            .<String, Optional<Endpoint>>weigher((text, endpoint) -> bytes(text))
            .build();

    public Endpoint {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(path, "path");
    }

    /** Reads an address by the rule that merchants' addresses are accepted by; empty when nothing can be delivered to it. */
    public static Optional<Endpoint> parse(String text) {
        return READ.get(text, Endpoint::read);
    }

    private static Optional<Endpoint> read(String text) {
        return WebhookUri.parse(text)
                .map(uri -> new Endpoint(uri.text(), uri.secure(), uri.host(), uri.port(), uri.path()));
    }

    /** What an address takes that has been read: its text as it was given and as it is sent, its path, and what stands around them. */
    private static int bytes(String text) {
        return 256 + 6 * text.length();
    }

    /** Scheme, host and port in one spelling: endpoints of one server have the same, whatever their paths. */
    public String origin() {
        return (secure ? "https://" : "http://") + host.toLowerCase(Locale.ROOT) + ":" + port;
    }

    /** The part of the text that says the origin, in lower case. */
    public String spelledOrigin() {
        int authority = text.indexOf("://") + 3;
        int end = authority;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
