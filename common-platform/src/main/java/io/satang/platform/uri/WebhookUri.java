package io.satang.platform.uri;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An address that webhooks can be delivered to: what one service accepts, the others understand in the same way. Absolute, HTTP or HTTPS,
 * without user information; which of them merchants may give is {@link WebhookUriRule}'s to say. What is not ASCII is written as it will be
 * sent: the host in Punycode, path and query percent-encoded.
 *
 * @param text   the address, ASCII; otherwise as the merchant wrote it
 * @param secure whether it is HTTPS
 * @param host   host name or literal address, without the brackets of IPv6
 * @param port   1 to 65535
 * @param path   raw path and query, never empty
 */
public record WebhookUri(String text, boolean secure, String host, int port, String path) {
    /** Longer ones are refused, before and after encoding. */
    public static final int CHARS_MAX = 2_048;

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int PORT_MAX = 65_535;
    private static final int ASCII_END = 0x80;

    private static final Pattern PARTS = Pattern.compile(
            "(?<scheme>(?i)https?)://(?<host>\\[[0-9A-Fa-f:.]+]|[^/?#@:\\[\\]]+)(?::(?<port>[0-9]{1,5}))?(?<rest>[/?#].*)?");

    public WebhookUri {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(path, "path");
    }

    /** Reads an address; empty when nothing can be delivered to it. */
    public static Optional<WebhookUri> parse(String text) {
        if (text.length() > CHARS_MAX || text.chars().anyMatch(WebhookUri::isControl)) {
            return Optional.empty();
        }
        Matcher parts = PARTS.matcher(text);
        return parts.matches() ? host(parts.group("host")).flatMap(host -> of(parts, host)) : Optional.empty();
    }

    /**
     * Whether merchants may give its host in any mode: not a link-local or metadata address, nor a number that only some read as an address.
     * Where one was given before, deliveries to it are refused, and show it.
     */
    boolean hasAcceptableHost() {
        return HostNames.mayBeGiven(host);
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
    }

    private static Optional<String> host(String spelled) {
        if (spelled.startsWith("[")) {
            return Optional.of(spelled).filter(HostNames::isIpv6);
        }
        try {
            // Also turns look-alikes of digits and dots into digits and dots, so it comes before every other look at
            // the host.
            return Optional.of(IDN.toASCII(spelled)).filter(HostNames::isName);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<WebhookUri> of(Matcher parts, String host) {
        boolean secure = parts.group("scheme").toLowerCase(Locale.ROOT).equals("https");
        Optional<String> spelledPort = Optional.ofNullable(parts.group("port"));
        int port = spelledPort.map(Integer::parseInt).orElse(secure ? HTTPS_PORT : HTTP_PORT);
        String rest = encoded(Optional.ofNullable(parts.group("rest")).orElse(""));
        String text = parts.group("scheme") + "://" + host
                + spelledPort.map(digits -> ":" + digits).orElse("") + rest;
        if (port < 1 || port > PORT_MAX || text.length() > CHARS_MAX) {
            return Optional.empty();
        }
        return path(rest).map(path -> new WebhookUri(text, secure, bare(host), port, path));
    }

    /** Path and query of what follows the authority; empty when it holds characters that no URI may have. */
    private static Optional<String> path(String rest) {
        try {
            // Java's parser refuses underscores in hosts, so it gets to see another one.
            URI uri = new URI("http://host" + rest);
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return Optional.of(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return text.codePoints()
                .mapToObj(character -> character < ASCII_END ? Character.toString(character) : escaped(character))
                .collect(Collectors.joining());
    }

    private static String escaped(int character) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : Character.toString(character).getBytes(UTF_8)) {
            escaped.append(String.format(Locale.ROOT, "%%%02X", octet));
        }
        return escaped.toString();
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
