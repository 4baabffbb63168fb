package io.satang.webhook.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A merchant's webhook endpoint. Two endpoints are the same when their texts are.
 *
 * @param text   the URI as the merchant wrote it
 * @param secure whether it is HTTPS
 * @param host   host name or literal address, without the brackets of IPv6
 * @param port   1 to 65535
 * @param path   raw path and query, never empty
 */
public record Endpoint(String text, boolean secure, String host, int port, String path) {
    /** Longer ones are not endpoints; an index entry has to hold the text. */
    public static final int CHARS_MAX = 2_048;

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int PORT_MAX = 65_535;

    public Endpoint {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(path, "path");
    }

    /** Reads an absolute HTTP or HTTPS URI with a host and without user information; empty when it is anything else. */
    public static Optional<Endpoint> parse(String text) {
        if (text.length() > CHARS_MAX || !US_ASCII.newEncoder().canEncode(text)) {
            return Optional.empty();
        }
        try {
            return of(text, new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
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

    private static Optional<Endpoint> of(String text, URI uri) {
        String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (!secure && !scheme.equals("http")) {
            return Optional.empty();
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            return Optional.empty();
        }
        int port = uri.getPort() == -1 ? defaultPort(secure) : uri.getPort();
        if (port < 1 || port > PORT_MAX) {
            return Optional.empty();
        }
        return Optional.of(new Endpoint(text, secure, bare(uri.getHost()), port, path(uri)));
    }

    private static int defaultPort(boolean secure) {
        return secure ? HTTPS_PORT : HTTP_PORT;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String path(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
